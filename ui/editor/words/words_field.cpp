// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/words/words_field.h"

#include "ui/theme/theme.h"

#include <QtCore/QMimeData>
#include <QtGui/QKeyEvent>

using namespace Qt::StringLiterals;

namespace chainrule {

WordsField::WordsField(Lines lines, int shownLines, QWidget *parent)
    : QPlainTextEdit(parent)
    , m_lines(lines)
{
    setObjectName(u"words"_s);
    ensurePolished(); // its letters have their size now
    setTabChangesFocus(true);
    const int around = 2 * int(document()->documentMargin()) + Size::grid;
    setFixedHeight(shownLines * fontMetrics().lineSpacing() + around);
    if (lines == Lines::One)
        setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

void WordsField::begin(const QString &words)
{
    m_given = words;
    setPlainText(words);
}

void WordsField::focusInEvent(QFocusEvent *event)
{
    const Qt::FocusReason reason = event->reason();
    QPlainTextEdit::focusInEvent(event);
    if (reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason || reason == Qt::ShortcutFocusReason
        || reason == Qt::OtherFocusReason)
        selectAll();
}

void WordsField::focusOutEvent(QFocusEvent *event)
{
    const Qt::FocusReason reason = event->reason();
    QPlainTextEdit::focusOutEvent(event);
    if (reason == Qt::PopupFocusReason || reason == Qt::ActiveWindowFocusReason)
        return;
    QTextCursor cursor = textCursor();
    cursor.clearSelection();
    setTextCursor(cursor);
}

// In place of what is selected.
bool WordsField::hasRoomFor(const QString &more)
{
    const QTextCursor cursor = textCursor();
    const qsizetype kept = document()->characterCount() - 1 - (cursor.selectionEnd() - cursor.selectionStart());
    const qsizetype length = kept + more.size();
    const bool fits = length <= mostCharacters(m_lines) || more.isEmpty();
    if (!fits)
        Q_EMIT refusedAsTooLong(length, mostCharacters(m_lines));
    return fits;
}

void WordsField::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->key() == Qt::Key_Escape)
        Q_EMIT givenUp();
    else if (enter && !(event->modifiers() & Qt::ShiftModifier))
        Q_EMIT accepted();
    else if (enter && (m_lines == Lines::One || !hasRoomFor(u"\n"_s)))
        event->accept();
    else if (enter)
        insertPlainText(u"\n"_s);
    else if (const QString typed = event->text(); typed.isEmpty() || !typed.front().isPrint() || hasRoomFor(typed))
        QPlainTextEdit::keyPressEvent(event);
}

void WordsField::inputMethodEvent(QInputMethodEvent *event)
{
    if (hasRoomFor(event->commitString()))
        QPlainTextEdit::inputMethodEvent(event);
}

void WordsField::insertFromMimeData(const QMimeData *source)
{
    const QString text = documentPart(source->text(), m_lines);
    if (hasRoomFor(text))
        insertPlainText(text);
}

} // namespace chainrule
