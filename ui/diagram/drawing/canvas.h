// SPDX-License-Identifier: GPL-3.0-or-later
// Where shapes are painted: a painter, and the lines and heads of arrows, of which a graph has more than of all else.
#pragma once

#include <QtGui/QPainter>
#include <QtGui/QRegion>

#include <array>

namespace chainrule {

// In the painter's coordinates.
struct LineStyle
{
    QColor color;
    double width = 0; // 0: one pixel, at whatever scale
    double dash = 0; // 0: it is solid
    double gap = 0;

    QPen pen() const; // with flat ends
};

// They go straight into the pixels, where a picture is what is painted on: in a third of the time that a painter takes. A
// pixel is covered by what of a line, across and along, lies within half a pixel of its middle. That depends on nothing else:
// a line has the same pixels wherever the picture is shifted to and however little of it is drawn.
class Canvas final
{
public:
    // Only these pixels are painted; the painter must be clipped to them.
    Canvas(QPainter &painter, QRegion pixels);

    QPainter &painter() const { return m_painter; }
    void drawLine(const QPointF &from, const QPointF &to, const LineStyle &style) const;
    void fillTriangle(const std::array<QPointF, 3> &corners, const QColor &color) const;

private:
    struct Ink;
    class Stretch;

    Ink inkOf(const QColor &color) const;
    void draw(const Stretch &stretch, const QRect &part, const Ink &ink) const;
    // Each pixel of a row from `left` to `right`, by the share of it that is covered.
    template <typename Share> void drawRow(int row, int left, int right, const Ink &ink, const Share &share) const;

    QPainter &m_painter;
    QRegion m_pixels;
    QRgb *m_bits = nullptr; // null: there are none
    qsizetype m_perRow = 0;
};

} // namespace chainrule
