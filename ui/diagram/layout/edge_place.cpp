// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/layout/edge_place.h"

#include <algorithm>
#include <cmath>

namespace chainrule {

namespace {

// How far a box reaches along a direction.
double reach(const QSizeF &size, const QPointF &direction)
{
    return (std::abs(direction.x()) * size.width() + std::abs(direction.y()) * size.height()) / 2;
}

} // namespace

QPointF directionOf(const QPointF &way)
{
    const double length = std::hypot(way.x(), way.y());
    return length > 0 ? QPointF(way.x() / length, way.y() / length) : QPointF(1, 0);
}

QPointF EdgeCurve::at(double t) const
{
    return start * (1 - t) * (1 - t) + control * 2 * t * (1 - t) + end * t * t;
}

QPointF EdgeCurve::normal(double t) const
{
    const QPointF along = directionOf((control - start) * (1 - t) + (end - control) * t);
    const QPointF n(along.y(), -along.x());
    return n.y() > 0 || (n.y() == 0 && n.x() > 0) ? -n : n;
}

EdgeCurve EdgeCurve::shifted(double distance) const
{
    const QPointF by = normal(0.5) * distance;
    return { start + by, control + by, end + by };
}

// De Casteljau's division.
EdgeCurve EdgeCurve::upTo(double t) const
{
    return { start, start * (1 - t) + control * t, at(t) };
}

double EdgeCurve::nearest(const QPointF &point) const
{
    const auto distance = [&](double t) {
        const QPointF by = at(t) - point;
        return QPointF::dotProduct(by, by);
    };
    constexpr int samples = 32;
    int best = 0;
    for (int i = 1; i <= samples; ++i)
        if (distance(double(i) / samples) < distance(double(best) / samples))
            best = i;
    double low = std::max(0.0, double(best - 1) / samples);
    double high = std::min(1.0, double(best + 1) / samples);
    for (int i = 0; i < 40; ++i) {
        const double left = low + (high - low) / 3;
        const double right = high - (high - low) / 3;
        (distance(left) < distance(right) ? high : low) = distance(left) < distance(right) ? right : left;
    }
    return (low + high) / 2;
}

bool EdgeCurve::isStraight() const
{
    constexpr double tolerance = 1e-3; // px² of the triangle
    const QPointF bend = control - start;
    const QPointF whole = end - start;
    return std::abs(bend.x() * whole.y() - bend.y() * whole.x()) < tolerance;
}

// Where along one axis the curve turns back, it is farthest.
QRectF EdgeCurve::bounds() const
{
    QRectF rect = QRectF(start, end).normalized();
    const auto include = [&](double from, double by, double to) {
        const double t = (from - by) / (from - 2 * by + to);
        if (!(t > 0 && t < 1)) // also for NaN
            return;
        const QPointF farthest = at(t);
        rect.setCoords(std::min(rect.left(), farthest.x()), std::min(rect.top(), farthest.y()),
                       std::max(rect.right(), farthest.x()), std::max(rect.bottom(), farthest.y()));
    };
    include(start.x(), control.x(), end.x());
    include(start.y(), control.y(), end.y());
    return rect;
}

QPainterPath EdgeCurve::path() const
{
    QPainterPath path(start);
    path.quadTo(control, end);
    return path;
}

QPointF EdgePlace::valueCentre(const QSizeF &size) const
{
    const QPointF normal = curve.normal(labelAt);
    return curve.at(labelAt) + normal * (Arrow::apart + Arrow::clearance + reach(size, normal));
}

QPointF EdgePlace::gradientCentre(const QSizeF &size) const
{
    const QPointF normal = curve.normal(labelAt);
    return curve.at(labelAt) - normal * (Arrow::apart + Arrow::clearance + 1 + reach(size, normal));
}

} // namespace chainrule
