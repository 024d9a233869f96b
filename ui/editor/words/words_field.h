// SPDX-License-Identifier: GPL-3.0-or-later
// Plain text of bounded length, typed in place: Enter takes it, Shift+Enter begins a line, Escape gives it up.
#pragma once

#include "document/document_text.h"

#include <QtWidgets/QPlainTextEdit>

namespace chainrule {

class WordsField final : public QPlainTextEdit
{
    Q_OBJECT

public:
    WordsField(Lines lines, int shownLines, QWidget *parent);

    void begin(const QString &words);
    // As they were given while nobody has changed anything, also where they end with blanks.
    QString words() const { return document()->isModified() ? documentText(toPlainText(), m_lines) : m_given; }

Q_SIGNALS:
    void accepted();
    void givenUp();
    // More was typed or pasted than a document keeps: nothing of it is taken, since only to lay out a line of a million
    // characters takes minutes.
    void refusedAsTooLong(qsizetype length, qsizetype most);

protected:
    // Who comes by keys finds all of it selected, as in a line; who clicks has a place in mind.
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void inputMethodEvent(QInputMethodEvent *event) override;
    void insertFromMimeData(const QMimeData *source) override;

private:
    bool hasRoomFor(const QString &more);

    Lines m_lines;
    QString m_given;
};

} // namespace chainrule
