// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/code/code_view.h"

#include "ui/code/python_highlighter.h"
#include "ui/theme/text_role.h"

#include <QtCore/QMimeData>
#include <QtGui/QFontDatabase>
#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtGui/QTextBlock>
#include <QtGui/QTextDocumentFragment>
#include <QtWidgets/QApplication>
#include <QtWidgets/QScrollBar>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

constexpr int barWidth = 3; // px
constexpr QChar breakHere(0x200b); // no width: a long line may go on behind it on the next

} // namespace

CodeView::CodeView(QWidget *parent)
    : QPlainTextEdit(parent)
    , m_highlighter(new PythonHighlighter(document(), Theme::of(palette())))
{
    setLayoutDirection(Qt::LeftToRight); // as every program
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setFrameShape(QFrame::NoFrame);
    setUndoRedoEnabled(false);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    document()->setDocumentMargin(Size::grid);
    setFont(roleFont(TextRole::Code, QFontDatabase::systemFont(QFontDatabase::FixedFont)));
    viewport()->setCursor(Qt::ArrowCursor);
}

void CodeView::setLines(const QStringList &code)
{
    QStringList lines = code;
    lines.replaceInStrings(u"("_s, u"("_s + breakHere);
    lines.replaceInStrings(u"_layer."_s, u"_layer."_s + breakHere);
    if (lines == m_lines)
        return;
    if (m_lines.isEmpty() || lines.isEmpty()) {
        m_lines = lines;
        return setPlainText(lines.join(u'\n'));
    }
    const qsizetype most = std::min(lines.size(), m_lines.size()) - 1; // one line is left to be written over
    const auto sameAtStart = std::mismatch(lines.begin(), lines.begin() + most, m_lines.begin()).first - lines.begin();
    const auto sameAtEnd =
        std::mismatch(lines.rbegin(), lines.rbegin() + (most - sameAtStart), m_lines.rbegin()).first - lines.rbegin();
    QTextCursor cursor(document()->findBlockByNumber(int(sameAtStart)));
    const QTextBlock last = document()->findBlockByNumber(int(m_lines.size() - sameAtEnd - 1));
    cursor.setPosition(last.position() + last.length() - 1, QTextCursor::KeepAnchor);
    cursor.insertText(lines.mid(sameAtStart, lines.size() - sameAtStart - sameAtEnd).join(u'\n'));
    m_lines = lines;
}

void CodeView::mark(const QList<int> &acting, const QSet<int> &defining, Direction direction)
{
    m_acting = acting;
    m_defining = defining;
    m_direction = direction;
    viewport()->update();
}

QColor CodeView::tint() const
{
    const Theme theme = Theme::of(palette());
    return m_direction == Direction::Forward ? theme.accentTint : theme.backwardTint;
}

QString CodeView::line(int line) const
{
    return document()->findBlockByNumber(line).text().remove(breakHere);
}

QRect CodeView::lineRect(int line) const
{
    const QTextBlock block = document()->findBlockByNumber(line);
    return blockBoundingGeometry(block).translated(contentOffset()).toAlignedRect();
}

void CodeView::reveal(int line)
{
    const QRect rect = lineRect(line);
    if (rect.top() >= 0 && rect.bottom() <= viewport()->height())
        return;
    const int inSight = viewport()->height() / std::max(1, fontMetrics().lineSpacing());
    verticalScrollBar()->setValue(document()->findBlockByNumber(line).firstLineNumber() - inSight / 2);
}

void CodeView::mousePressEvent(QMouseEvent *event)
{
    m_pressed = event->pos();
    QPlainTextEdit::mousePressEvent(event);
}

void CodeView::mouseReleaseEvent(QMouseEvent *event)
{
    QPlainTextEdit::mouseReleaseEvent(event);
    const bool dragged = (event->pos() - m_pressed).manhattanLength() >= QApplication::startDragDistance();
    if (event->button() == Qt::LeftButton && !dragged)
        Q_EMIT lineActivated(cursorForPosition(event->pos()).blockNumber());
}

void CodeView::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        Q_EMIT lineActivated(textCursor().blockNumber());
    else
        QPlainTextEdit::keyPressEvent(event);
}

// Tints under the text, over the whole width. A bar stands at the acting lines too: they are told by more than their colour.
void CodeView::paintEvent(QPaintEvent *event)
{
    const Theme theme = Theme::of(palette());
    const QColor bar = m_direction == Direction::Forward ? theme.forward : theme.backward;
    QPainter painter(viewport());
    for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        const QRect rect = lineRect(block.blockNumber());
        if (rect.top() > viewport()->height())
            break;
        const bool acts = m_acting.contains(block.blockNumber());
        if (acts)
            painter.fillRect(QRect(0, rect.top(), viewport()->width(), rect.height()), tint());
        if (acts || m_defining.contains(block.blockNumber()))
            painter.fillRect(QRect(0, rect.top(), barWidth, rect.height()), bar);
    }
    painter.end();
    QPlainTextEdit::paintEvent(event);
}

// Without the places to break lines at.
QMimeData *CodeView::createMimeDataFromSelection() const
{
    auto *data = new QMimeData;
    data->setText(textCursor().selection().toPlainText().remove(breakHere));
    return data;
}

void CodeView::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        m_highlighter->setTheme(Theme::of(palette()));
}

} // namespace chainrule
