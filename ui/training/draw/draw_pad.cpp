// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/draw/draw_pad.h"

#include "ui/theme/theme.h"

#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>
#include <QtGui/QTabletEvent>

#include <algorithm>

namespace chainrule {

namespace {

constexpr int inkSide = 280; // px: ten for each of a 28 × 28 picture's
constexpr double penWidth = 0.085; // of the side; a digit over three quarters of it gets MNIST's 2 to 3 of 20 pixels
constexpr double mousePressure = 0.5;
constexpr std::size_t mostKept = 200; // changes

} // namespace

DrawPad::DrawPad(QWidget *parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::CrossCursor);
    setAccessibleName(tr("Blackboard"));
    setAccessibleDescription(tr("Draw a digit with the mouse, a finger or a pen. Ctrl+Z takes the last stroke back, "
                                "Delete clears."));
}

void DrawPad::begin(const QPointF &at, double pressure)
{
    m_past.push_back(m_strokes);
    if (m_past.size() > mostKept)
        m_past.erase(m_past.begin());
    m_future.clear();
    m_strokes.emplace_back();
    m_drawing = true;
    extend(at, pressure);
}

void DrawPad::extend(const QPointF &at, double pressure)
{
    const auto inside = [](double x, int side) { return std::clamp(x / side, 0.0, 1.0); };
    m_strokes.back().push_back({ { inside(at.x(), width()), inside(at.y(), height()) }, pressure });
    update();
    Q_EMIT changed();
}

void DrawPad::finish()
{
    m_drawing = false;
}

void DrawPad::clear()
{
    if (isEmpty())
        return;
    finish();
    m_past.push_back(std::exchange(m_strokes, {}));
    m_future.clear();
    update();
    Q_EMIT changed();
}

void DrawPad::undo()
{
    swap(m_past, m_future);
}

void DrawPad::redo()
{
    swap(m_future, m_past);
}

void DrawPad::swap(std::vector<Strokes> &from, std::vector<Strokes> &to)
{
    if (from.empty())
        return;
    finish();
    to.push_back(std::exchange(m_strokes, from.back()));
    from.pop_back();
    update();
    Q_EMIT changed();
}

void DrawPad::paint(QPainter &painter, double side) const
{
    painter.setRenderHint(QPainter::Antialiasing);
    QPen pen(Qt::white, 1, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    for (const Stroke &stroke : m_strokes)
        for (std::size_t i = 0; i < stroke.size(); ++i) {
            pen.setWidthF(penWidth * side * (0.5 + stroke[i].pressure));
            painter.setPen(pen);
            painter.drawLine(stroke[i == 0 ? 0 : i - 1].at * side, stroke[i].at * side); // the first one is a dot
        }
}

QImage DrawPad::ink() const
{
    QImage image(inkSide, inkSide, QImage::Format_Grayscale8);
    image.fill(Qt::black);
    QPainter painter(&image);
    paint(painter, inkSide);
    return image;
}

void DrawPad::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme theme = Theme::of(palette());
    QPainterPath round;
    round.addRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), Size::grid, Size::grid);
    painter.fillPath(round, Qt::black);
    painter.setClipPath(round);
    paint(painter, width());
    painter.setClipping(false);
    painter.setPen(QPen(hasFocus() ? theme.accent : theme.border, hasFocus() ? 2 : 1));
    painter.drawPath(round);
}

void DrawPad::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        begin(event->position(), mousePressure);
}

void DrawPad::mouseMoveEvent(QMouseEvent *event)
{
    if (m_drawing)
        extend(event->position(), mousePressure);
}

void DrawPad::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        finish();
}

// Accepted, so that no mouse event without a pressure follows.
void DrawPad::tabletEvent(QTabletEvent *event)
{
    if (event->type() == QEvent::TabletPress && event->button() == Qt::LeftButton)
        begin(event->position(), event->pressure());
    else if (event->type() == QEvent::TabletMove && m_drawing)
        extend(event->position(), event->pressure());
    else if (event->type() == QEvent::TabletRelease)
        finish();
    event->accept();
}

} // namespace chainrule
