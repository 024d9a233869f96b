// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/expression/expression_field.h"

#include "text/expression_tree.h"
#include "ui/theme/theme.h"

#include <QtCore/QMimeData>
#include <QtGui/QFontDatabase>
#include <QtGui/QKeyEvent>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace chainrule {

ExpressionField::ExpressionField(QWidget *parent)
    : QPlainTextEdit(parent)
{
    constexpr int shownLines = 3;
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPixelSize(Size::value);
    setFont(font);
    setTabChangesFocus(true);
    setFixedHeight(shownLines * QFontMetrics(font).lineSpacing() + 3 * Size::grid);
    setAccessibleName(tr("Expression"));
}

void ExpressionField::markMistake(qsizetype offset)
{
    m_mistake = offset;
    QList<QTextEdit::ExtraSelection> marks;
    const qsizetype length = toPlainText().size();
    if (offset >= 0 && length > 0) {
        QTextEdit::ExtraSelection mark;
        mark.cursor = textCursor();
        // At the end there is nothing to underline but what stands before it.
        mark.cursor.setPosition(int(std::min(offset, length - 1)));
        mark.cursor.movePosition(QTextCursor::NextCharacter, QTextCursor::KeepAnchor);
        const Theme theme = Theme::of(palette());
        mark.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        mark.format.setUnderlineColor(offset < length ? theme.bad : theme.mutedText);
        if (offset < length)
            mark.format.setForeground(theme.bad);
        marks.append(mark);
    }
    setExtraSelections(marks);
}

void ExpressionField::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && !(event->modifiers() & Qt::ShiftModifier))
        Q_EMIT accepted();
    else if (enter)
        insertPlainText(u"\n"_s);
    else
        QPlainTextEdit::keyPressEvent(event);
}

void ExpressionField::insertFromMimeData(const QMimeData *source)
{
    const QTextCursor cursor = textCursor();
    const qsizetype kept = document()->characterCount() - 1 - (cursor.selectionEnd() - cursor.selectionStart());
    const qsizetype length = kept + source->text().size();
    if (length > longestExpression)
        Q_EMIT refusedAsTooLong(length);
    else
        QPlainTextEdit::insertFromMimeData(source);
}

} // namespace chainrule
