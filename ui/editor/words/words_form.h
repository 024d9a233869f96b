// SPDX-License-Identifier: GPL-3.0-or-later
// The words of a graph, edited where they stand: its title, its question and the answer.
#pragma once

#include <QtWidgets/QFrame>

class QLabel;
class QVBoxLayout;

namespace chainrule {

class GraphSession;
class WordsField;

// Lies over the top of its parent. Enter and a click elsewhere take all three, as one undoable change; Escape gives them up.
class WordsForm final : public QFrame
{
    Q_OBJECT

public:
    WordsForm(GraphSession &session, QWidget *parent); // hidden

    void begin();
    void take() { finish(true); } // what is being typed, if anything is
    WordsField &title() const { return *m_title; }
    WordsField &question() const { return *m_question; }
    WordsField &answer() const { return *m_answer; }
    QString reason() const; // why something was not taken; empty when it was

Q_SIGNALS:
    void finished(); // taken or given up

protected:
    bool eventFilter(QObject *watched, QEvent *event) override; // the parent's size

private:
    WordsField *addField(QVBoxLayout &column, const QString &name, int lines);
    void finish(bool taken);
    void place();

    GraphSession &m_session;
    WordsField *m_title;
    WordsField *m_question;
    WordsField *m_answer;
    QLabel *m_reason;
};

} // namespace chainrule
