// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/picture_grid.h"

#include "ui/theme/text_role.h"
#include "ui/theme/theme.h"

#include <QtGui/QAccessible>
#include <QtGui/QHelpEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QToolTip>

#include <algorithm>

namespace chainrule {

namespace {

constexpr int gap = Size::grid / 2;
constexpr int captionHeight = 2 * Size::grid;
constexpr int sideStep = 14; // px: half of a picture's 28, so that its pixels stay nearly even

} // namespace

PictureGrid::PictureGrid(Look look, QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_look(std::move(look))
    , m_side(m_look.leastSide)
{
    setFrameShape(NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setMouseTracking(true);
    viewport()->setAutoFillBackground(false);
}

QSize PictureGrid::cell(int side) const
{
    return { side + gap, side + gap + (m_look.caption ? captionHeight : 0) };
}

int PictureGrid::across(int side) const
{
    return std::max(1, (viewport()->width() - gap) / cell(side).width());
}

int PictureGrid::rows(int side) const
{
    return (count() + across(side) - 1) / across(side);
}

// The largest side at which all are to be seen, else the least one and a scroll bar.
void PictureGrid::arrange()
{
    m_arranged = count();
    const int room = viewport()->height() - gap;
    m_side = m_look.mostSide;
    while (m_side - sideStep >= m_look.leastSide && rows(m_side) * cell(m_side).height() > room)
        m_side -= sideStep;
    verticalScrollBar()->setRange(0, std::max(0, rows(m_side) * cell(m_side).height() + gap - viewport()->height()));
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(cell(m_side).height());
    viewport()->update();
}

void PictureGrid::setCurrent(int index)
{
    if (index == m_current)
        return;
    m_current = index;
    if (index >= 0) {
        const QRect rect = rectOf(index).adjusted(-gap, -gap, gap, gap);
        const int down = std::max(0, rect.bottom() - viewport()->height());
        verticalScrollBar()->setValue(verticalScrollBar()->value() + (rect.top() < 0 ? rect.top() : down));
    }
    tell();
    viewport()->update();
    Q_EMIT currentChanged(index);
}

void PictureGrid::refresh()
{
    if (m_arranged != count())
        arrange();
    if (m_current >= count())
        setCurrent(-1);
    viewport()->update();
}

// A screen reader reads the description when it changes.
void PictureGrid::tell()
{
    setAccessibleDescription(current() < 0 ? QString() : m_look.name(current()));
    QAccessibleEvent event(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&event);
}

QRect PictureGrid::rectOf(int index) const
{
    const int columns = across(m_side);
    const QSize size = cell(m_side);
    return { gap + index % columns * size.width(), gap + index / columns * size.height() - verticalScrollBar()->value(), m_side,
             m_side };
}

int PictureGrid::indexAt(const QPoint &point) const
{
    const QSize size = cell(m_side);
    const int column = (point.x() - gap / 2) / size.width();
    const int index = (point.y() - gap / 2 + verticalScrollBar()->value()) / size.height() * across(m_side) + column;
    const bool inside = point.x() >= 0 && point.y() >= 0 && column < across(m_side) && index < count();
    return inside ? index : -1;
}

void PictureGrid::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    painter.setFont(roleFont(TextRole::Note, font()));
    for (int index = std::max(0, indexAt({ gap, 0 })); index < count(); ++index) {
        if (rectOf(index).top() > viewport()->height())
            break;
        paintOne(painter, index);
    }
}

void PictureGrid::paintOne(QPainter &painter, int index)
{
    const Theme theme = Theme::of(palette());
    const QRect rect = rectOf(index);
    painter.drawImage(rect, m_look.picture(index));
    const bool current = index == m_current;
    if (current) {
        painter.setPen(QPen(theme.accent, 3));
        painter.drawRect(QRectF(rect).adjusted(-1.5, -1.5, 1.5, 1.5));
    } else {
        painter.setPen(theme.line);
        painter.drawRect(rect.adjusted(-1, -1, 0, 0));
    }
    if (!m_look.caption)
        return;
    painter.setPen(current ? theme.text : theme.mutedText);
    painter.drawText(QRect(rect.left() - gap / 2, rect.bottom() + 2, rect.width() + gap, captionHeight), Qt::AlignCenter,
                     m_look.caption(index));
}

void PictureGrid::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    arrange();
}

void PictureGrid::mousePressEvent(QMouseEvent *event)
{
    if (const int index = indexAt(event->position().toPoint()); index >= 0)
        setCurrent(index);
}

void PictureGrid::mouseMoveEvent(QMouseEvent *event)
{
    Q_EMIT hovered(indexAt(event->position().toPoint()));
}

void PictureGrid::keyPressEvent(QKeyEvent *event)
{
    const int columns = across(m_side);
    const int page = std::max(1, viewport()->height() / cell(m_side).height()) * columns;
    const std::pair<int, int> moves[] = { { Qt::Key_Left, -1 },       { Qt::Key_Right, 1 },      { Qt::Key_Up, -columns },
                                          { Qt::Key_Down, columns },  { Qt::Key_PageUp, -page }, { Qt::Key_PageDown, page },
                                          { Qt::Key_Home, -count() }, { Qt::Key_End, count() },  { Qt::Key_Return, 0 },
                                          { Qt::Key_Enter, 0 } };
    const auto *const move = std::ranges::find(moves, event->key(), &std::pair<int, int>::first);
    if (event->key() == Qt::Key_Escape && m_current >= 0)
        setCurrent(-1);
    else if (move == std::end(moves) || count() == 0)
        QAbstractScrollArea::keyPressEvent(event);
    else
        setCurrent(m_current < 0 ? 0 : std::clamp(m_current + move->second, 0, count() - 1));
}

void PictureGrid::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    if (m_current < 0 && count() > 0 && event->reason() != Qt::MouseFocusReason)
        setCurrent(0); // where one is
}

bool PictureGrid::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Leave)
        Q_EMIT hovered(-1);
    if (event->type() == QEvent::ToolTip) {
        const auto &help = static_cast<QHelpEvent &>(*event);
        const int index = indexAt(help.pos());
        QToolTip::showText(help.globalPos(), index < 0 ? QString() : m_look.name(index), viewport());
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

} // namespace chainrule
