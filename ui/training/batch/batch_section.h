// SPDX-License-Identifier: GPL-3.0-or-later
// The last mini-batch: its first pictures, and the door to the diagram.
#pragma once

#include "ui/training/run/training_answers.h"

#include <QtWidgets/QWidget>

class QLabel;
class QPushButton;

namespace chainrule {

class BatchStrip;

class BatchSection final : public QWidget
{
    Q_OBJECT

public:
    explicit BatchSection(QWidget *parent = nullptr);

    // nullptr for none.
    void showModel(const std::shared_ptr<const ModelSnapshot> &model);

Q_SIGNALS:
    void openWanted();

private:
    BatchStrip *m_strip;
    QLabel *m_words;
    QPushButton *m_open;
};

} // namespace chainrule
