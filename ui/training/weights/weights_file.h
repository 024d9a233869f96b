// SPDX-License-Identifier: GPL-3.0-or-later
// Weights to and from .npz files: two buttons, and what became of the last file.
#pragma once

#include "ui/keeping/thread_calls.h"
#include "ui/training/run/training_answers.h"

#include <QtWidgets/QWidget>

#include <thread>

class QLabel;
class QPushButton;

namespace chainrule {

class MessageBar;
class TrainingSession;

class WeightsFile final : public QWidget
{
    Q_OBJECT

public:
    WeightsFile(TrainingSession &session, MessageBar &message, QWidget *parent = nullptr);

    // The net that these weights make becomes the model. What is wrong with the file is told in the message bar.
    void load(const QString &path);
    // The weights as they are now, in the precision in which they train; written on another thread.
    void save(const QString &path);

Q_SIGNALS:
    void said(const QString &words); // what has become of a file, beneath the buttons

private:
    void chooseToLoad();
    void chooseToSave();
    void write(const std::shared_ptr<const ModelSnapshot> &model);
    void sayLoaded(const QString &file, const RunRestored &restored);
    void say(const QString &words);

    TrainingSession &m_session;
    MessageBar &m_message;
    QString m_loading; // the file that is being read
    QString m_saveTo;
    std::optional<quint64> m_asked; // the order whose answer is to be saved
    QString m_folder; // of the last file
    QPushButton *m_load;
    QPushButton *m_save;
    QLabel *m_words;
    quint64 m_saidOf = 0; // the model's revision
    ThreadCalls m_calls;
    std::jthread m_writer;
};

} // namespace chainrule
