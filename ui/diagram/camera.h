// SPDX-License-Identifier: GPL-3.0-or-later
// Which part of a scene a window shows: how large, and from where on. The corner is a whole pixel, so that what was drawn can
// be shifted.
#pragma once

#include <QtCore/QPointF>
#include <QtCore/QRectF>
#include <QtGui/QTransform>

#include <cmath>

namespace chainrule {

constexpr double smallestScale = 0.02; // 10,000 nodes

// A part of so many: then a place times the scale is exact, and falls on the same part of a pixel wherever the picture is
// shifted to.
inline double exactScale(double scale)
{
    constexpr double parts = 1 << 20;
    return std::ceil(scale * parts) / parts;
}

class Camera final
{
public:
    double scale() const { return m_scale; } // pixels for a pixel of the scene
    QTransform transform() const { return QTransform::fromScale(m_scale, m_scale) * moved(); }
    QPointF toScene(const QPointF &pixel) const { return (pixel + m_corner) / m_scale; }
    QRectF toScene(const QRectF &pixels) const { return { toScene(pixels.topLeft()), toScene(pixels.bottomRight()) }; }
    QPoint toPixel(const QPointF &point) const { return (point * m_scale - m_corner).toPoint(); }

    void moveBy(const QPoint &pixels) { m_corner += pixels; }
    // What is at this pixel stays there.
    void zoomTo(double scale, const QPoint &fixed)
    {
        const QPointF point = toScene(QPointF(fixed));
        m_scale = scale;
        m_corner = (point * scale).toPoint() - fixed;
    }
    // In the middle of so many pixels.
    void centreOn(const QPointF &point, const QSize &window)
    {
        const QPointF corner = point * m_scale - QPointF(window.width(), window.height()) / 2;
        m_corner = { int(std::floor(corner.x())), int(std::floor(corner.y())) };
    }

    friend bool operator==(const Camera &, const Camera &) = default;

private:
    QTransform moved() const { return QTransform::fromTranslate(-m_corner.x(), -m_corner.y()); }

    double m_scale = 1;
    QPoint m_corner; // of the window, in pixels from the scene's origin
};

} // namespace chainrule
