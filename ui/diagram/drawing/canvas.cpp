// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/drawing/canvas.h"

#include "ui/diagram/drawing/on_pixels.h"

#include <QtGui/QImage>

#include <algorithm>
#include <cmath>
#include <utility>

namespace chainrule {

namespace {

constexpr double halfPixel = 0.5;

// Parts of a pixel: what follows from them is exact, and the same at another whole pixel.
QPointF onGrid(const QPointF &point)
{
    constexpr double parts = 256;
    return { std::round(point.x() * parts) / parts, std::round(point.y() * parts) / parts };
}

// `share` of 255 of the one over the other; exact to half a step, and opaque where both are.
QRgb mixed(QRgb over, QRgb under, unsigned share)
{
    constexpr unsigned everySecond = 0xff00ff;
    const auto mix = [share](unsigned a, unsigned b) {
        const unsigned sum = a * share + b * (255 - share) + 0x800080;
        return ((sum + ((sum >> 8) & everySecond)) >> 8) & everySecond;
    };
    return mix(over & everySecond, under & everySecond) | mix((over >> 8) & everySecond, (under >> 8) & everySecond) << 8;
}

} // namespace

QPen LineStyle::pen() const
{
    QPen pen(color, width, Qt::SolidLine, Qt::FlatCap); // of width 0 it is cosmetic
    if (dash > 0)
        pen.setDashPattern({ dash / width, gap / width });
    return pen;
}

// What is put over pixels.
struct Canvas::Ink
{
    QRgb color = 0;
    double opacity = 0; // 0 to 255
};

// Of a line, in pixels: a dash or all of it.
class Canvas::Stretch
{
public:
    Stretch(const QPointF &from, const QPointF &along, double width)
        : m_from(from)
        , m_along(along)
        , m_perAcross(std::abs(along.y()) < level ? 0 : 1 / along.y())
        , m_perAlong(std::abs(along.x()) < level ? 0 : 1 / along.x())
        , m_reach(width / 2 + halfPixel)
        , m_most(std::min(1.0, width))
    {
    }

    const QPointF &along() const { return m_along; }
    // Px from the line's beginning.
    void set(double begin, double end)
    {
        m_begin = begin - halfPixel;
        m_end = end + halfPixel;
        m_mostAlong = std::min(1.0, end - begin);
    }

    // Of the pixel whose middle is there: what is covered across, times what is covered along.
    double share(double x, double y) const
    {
        x -= m_from.x();
        y -= m_from.y();
        const double away = m_along.x() * x + m_along.y() * y;
        const double across = std::min(m_most, m_reach - std::abs(m_along.x() * y - m_along.y() * x));
        const double along = std::min(m_mostAlong, std::min(away - m_begin, m_end - away));
        return std::max(0.0, across) * std::max(0.0, along);
    }

    std::pair<double, double> rows() const
    {
        const double one = m_from.y() + m_along.y() * m_begin;
        const double other = m_from.y() + m_along.y() * m_end;
        return { std::min(one, other) - m_reach, std::max(one, other) + m_reach };
    }

    // Those x at y, from `least` to `most`, that are near it both across and along.
    std::pair<double, double> columns(double y, double least, double most) const
    {
        y -= m_from.y();
        // Where x lies between two bounds, whichever is the greater.
        const auto narrow = [&](double one, double other) {
            least = std::max(least, std::min(one, other) + m_from.x());
            most = std::min(most, std::max(one, other) + m_from.x());
        };
        if (m_perAcross != 0)
            narrow((m_along.x() * y - m_reach) * m_perAcross, (m_along.x() * y + m_reach) * m_perAcross);
        if (m_perAlong != 0)
            narrow((m_begin - m_along.y() * y) * m_perAlong, (m_end - m_along.y() * y) * m_perAlong);
        return least <= most ? std::pair(least, most) : std::pair(1.0, 0.0);
    }

private:
    static constexpr double level = 1e-6; // less than that is no slope

    QPointF m_from; // the line's beginning
    QPointF m_along; // its direction, of length 1
    double m_perAcross; // how far x is for a px across, and along; 0: it does not matter
    double m_perAlong;
    double m_reach; // across, from its middle
    double m_most; // that is covered across, and along
    double m_mostAlong = 0;
    double m_begin = 0;
    double m_end = 0;
};

Canvas::Canvas(QPainter &painter, QRegion pixels)
    : m_painter(painter)
    , m_pixels(std::move(pixels))
{
    if (painter.device()->devType() != QInternal::Image || !isOnPixels(painter))
        return;
    auto &image = static_cast<QImage &>(*painter.device());
    if (image.format() != QImage::Format_RGB32 && image.format() != QImage::Format_ARGB32_Premultiplied)
        return;
    m_pixels &= image.rect();
    m_bits = reinterpret_cast<QRgb *>(image.bits());
    m_perRow = image.bytesPerLine() / qsizetype(sizeof(QRgb));
}

void Canvas::drawLine(const QPointF &from, const QPointF &to, const LineStyle &style) const
{
    if (!m_bits) {
        m_painter.setPen(style.pen());
        return m_painter.drawLine(from, to);
    }
    const QTransform view = m_painter.worldTransform();
    const double scale = view.m11();
    const QPointF begin = onGrid(view.map(from));
    const QPointF end = onGrid(view.map(to));
    const double width = style.width > 0 ? style.width * scale : 1;
    const double reach = width / 2 + 1;
    const QRect around = QRectF(begin, end).normalized().adjusted(-reach, -reach, reach, reach).toAlignedRect();
    const double length = std::sqrt(QPointF::dotProduct(end - begin, end - begin));
    if (length == 0 || !m_pixels.boundingRect().intersects(around))
        return;
    Stretch stretch(begin, (end - begin) / length, width);
    const Ink ink = inkOf(style.color);
    const double dash = style.dash > 0 ? style.dash * scale : length;
    const double period = dash + style.gap * scale;
    for (const QRect &rect : m_pixels) {
        const QRect part = rect & around;
        if (part.isEmpty())
            continue;
        // Only the dashes near this rectangle, of which a long line has few.
        const double middle = QPointF::dotProduct(QRectF(part).center() - begin, stretch.along());
        const double farthest = std::min(length, middle + part.width() + part.height());
        for (double i = std::max(0.0, std::floor((middle - part.width() - part.height()) / period)); i * period < farthest;
             ++i) {
            stretch.set(i * period, std::min(length, i * period + dash));
            draw(stretch, part, ink);
        }
    }
}

Canvas::Ink Canvas::inkOf(const QColor &color) const
{
    return { color.rgb(), 255 * color.alphaF() * m_painter.opacity() };
}

template <typename Share> void Canvas::drawRow(int row, int left, int right, const Ink &ink, const Share &share) const
{
    QRgb *const pixels = m_bits + row * m_perRow;
    for (int column = left; column <= right; ++column) {
        const int alpha = int(share(column + halfPixel, row + halfPixel) * ink.opacity + halfPixel);
        if (alpha > 0)
            pixels[column] = mixed(ink.color, pixels[column], unsigned(alpha));
    }
}

void Canvas::draw(const Stretch &stretch, const QRect &part, const Ink &ink) const
{
    const auto share = [&](double x, double y) { return stretch.share(x, y); };
    const auto [least, most] = stretch.rows();
    const int bottom = std::min(part.bottom(), int(std::floor(most)));
    for (int row = std::max(part.top(), int(std::floor(least))); row <= bottom; ++row) {
        const auto [left, right] = stretch.columns(row + halfPixel, part.left(), part.right() + 1);
        drawRow(row, int(std::floor(left)), std::min(part.right(), int(std::floor(right))), ink, share);
    }
}

// A pixel is covered as far as it lies within the side that it is least within.
void Canvas::fillTriangle(const std::array<QPointF, 3> &corners, const QColor &color) const
{
    if (!m_bits) {
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(color);
        return m_painter.drawConvexPolygon(corners.data(), 3);
    }
    const QTransform view = m_painter.worldTransform();
    std::array<QPointF, 3> at;
    std::ranges::transform(corners, at.begin(), [&](const QPointF &corner) { return onGrid(view.map(corner)); });
    const QRectF box = QRectF(at[0], at[1]).normalized().united(QRectF(at[0], at[2]).normalized());
    const QRect around = box.adjusted(-1, -1, 1, 1).toAlignedRect();
    std::array<QPointF, 3> inward; // of length 1
    for (std::size_t i = 0; i < 3; ++i) {
        const QPointF side = at[(i + 1) % 3] - at[i];
        const QPointF normal = QPointF(-side.y(), side.x()) / std::max(1e-9, std::sqrt(QPointF::dotProduct(side, side)));
        inward[i] = QPointF::dotProduct(normal, at[(i + 2) % 3] - at[i]) < 0 ? -normal : normal;
    }
    const auto share = [&](double x, double y) {
        double least = 1;
        for (std::size_t i = 0; i < 3; ++i)
            least = std::min(least, inward[i].x() * (x - at[i].x()) + inward[i].y() * (y - at[i].y()) + halfPixel);
        return least;
    };
    const Ink ink = inkOf(color);
    for (const QRect &rect : m_pixels) {
        const QRect part = rect & around;
        for (int row = part.top(); row <= part.bottom(); ++row)
            drawRow(row, part.left(), part.right(), ink, share);
    }
}

} // namespace chainrule
