// SPDX-License-Identifier: GPL-3.0-or-later
// A note, typed on the canvas where what it is about stands. Enter and a click elsewhere take it, Escape gives it up.
#pragma once

#include <QtWidgets/QFrame>

#include <functional>

class QLabel;

namespace chainrule {

class WordsField;

class NoteEntry final : public QFrame
{
    Q_OBJECT

public:
    explicit NoteEntry(QWidget *parent); // hidden

    // Below a point of the parent; `accept` takes what was typed.
    void begin(const QPoint &below, const QString &title, const QString &note, std::function<void(const QString &)> accept);
    WordsField &field() const { return *m_field; }
    void take() { finish(true); } // what is being typed, if anything is
    void giveUp() { finish(false); }
    QString reason() const; // why something was not taken; empty when it was

Q_SIGNALS:
    void finished(); // taken or given up

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void finish(bool taken);
    void place();

    QLabel *m_title;
    WordsField *m_field;
    QLabel *m_reason;
    QPoint m_below;
    std::function<void(const QString &)> m_accept;
};

} // namespace chainrule
