// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/layout/edge_place.h"

#include <QtGui/QPolygonF>

#include <algorithm>
#include <cmath>

namespace chainrule {

namespace {

// How far a box reaches along a direction.
double reach(const QSizeF &size, const QPointF &direction)
{
    return (std::abs(direction.x()) * size.width() + std::abs(direction.y()) * size.height()) / 2;
}

constexpr double cornerRadius = 14;

double lengthOf(const QPointF &way)
{
    return std::hypot(way.x(), way.y());
}

QPointF upwards(const QPointF &along)
{
    const QPointF normal(along.y(), -along.x());
    return normal.y() > 0 || (normal.y() == 0 && normal.x() > 0) ? -normal : normal;
}

// Of a way with bends: between which corners, and how far from the first to the second.
struct Leg
{
    qsizetype first = 0;
    double share = 0;
};

Leg legAt(const QList<QPointF> &corners, double t)
{
    double whole = 0;
    for (qsizetype i = 1; i < corners.size(); ++i)
        whole += lengthOf(corners[i] - corners[i - 1]);
    double left = t * whole;
    for (qsizetype i = 1; i < corners.size(); ++i) {
        const double length = lengthOf(corners[i] - corners[i - 1]);
        if (left <= length && length > 0)
            return { i - 1, left / length };
        left -= length;
    }
    return { corners.size() - 2, 1 };
}

QPointF directionOfLeg(const QList<QPointF> &corners, qsizetype leg)
{
    return directionOf(corners[leg + 1] - corners[leg]);
}

} // namespace

QPointF directionOf(const QPointF &way)
{
    const double length = std::hypot(way.x(), way.y());
    return length > 0 ? QPointF(way.x() / length, way.y() / length) : QPointF(1, 0);
}

QList<QPointF> EdgeCurve::corners() const
{
    return QList<QPointF>{ start } + bends + QList<QPointF>{ end };
}

QPointF EdgeCurve::at(double t) const
{
    if (bends.isEmpty())
        return start * (1 - t) * (1 - t) + control * 2 * t * (1 - t) + end * t * t;
    const QList<QPointF> points = corners();
    const Leg leg = legAt(points, t);
    return points[leg.first] + (points[leg.first + 1] - points[leg.first]) * leg.share;
}

QPointF EdgeCurve::normal(double t) const
{
    if (bends.isEmpty())
        return upwards(directionOf((control - start) * (1 - t) + (end - control) * t));
    const QPointF along = directionOfLeg(corners(), legAt(corners(), t).first);
    return upwards(along);
}

// Legs keep their directions, so a corner goes where the lines beside its two legs meet.
EdgeCurve EdgeCurve::shifted(double distance) const
{
    if (bends.isEmpty()) {
        const QPointF by = normal(0.5) * distance;
        return { start + by, control + by, end + by };
    }
    const QList<QPointF> points = corners();
    QList<QPointF> moved;
    for (qsizetype i = 0; i < points.size(); ++i) {
        const QPointF in = upwards(directionOfLeg(points, std::max<qsizetype>(0, i - 1)));
        const QPointF out = upwards(directionOfLeg(points, std::min(i, points.size() - 2)));
        constexpr double sharpest = 0.2; // else a turn back would lead far away
        moved.append(points[i] + (in + out) * distance / std::max(sharpest, 1 + QPointF::dotProduct(in, out)));
    }
    return { moved.first(), (moved.first() + moved.last()) / 2, moved.last(), moved.sliced(1, moved.size() - 2) };
}

EdgeCurve EdgeCurve::reversed() const
{
    return { end, control, start, QList<QPointF>(bends.rbegin(), bends.rend()) };
}

// Of a bow de Casteljau's division.
EdgeCurve EdgeCurve::upTo(double t) const
{
    if (bends.isEmpty())
        return { start, start * (1 - t) + control * t, at(t) };
    const QPointF last = at(t);
    return { start, (start + last) / 2, last, bends.first(legAt(corners(), t).first) };
}

double EdgeCurve::nearest(const QPointF &point) const
{
    const auto distance = [&](double t) {
        const QPointF by = at(t) - point;
        return QPointF::dotProduct(by, by);
    };
    const int samples = 32 * int(bends.size() + 1);
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

QList<EdgeCurve::Corner> EdgeCurve::roundCorners() const
{
    const QList<QPointF> points = corners();
    QList<Corner> round;
    for (qsizetype i = 1; i + 1 < points.size(); ++i) {
        const QPointF in = points[i] - points[i - 1];
        const QPointF out = points[i + 1] - points[i];
        const double radius = std::min({ cornerRadius, lengthOf(in) / 2, lengthOf(out) / 2 });
        round.append({ points[i] - directionOf(in) * radius, points[i], points[i] + directionOf(out) * radius });
    }
    return round;
}

QPointF EdgeCurve::arrival() const
{
    return directionOf(end - (bends.isEmpty() ? control : bends.last()));
}

bool EdgeCurve::isStraight() const
{
    constexpr double tolerance = 1e-3; // px² of the triangle
    const QPointF bend = control - start;
    const QPointF whole = end - start;
    return bends.isEmpty() && std::abs(bend.x() * whole.y() - bend.y() * whole.x()) < tolerance;
}

// Where along one axis the curve turns back, it is farthest.
QRectF EdgeCurve::bounds() const
{
    QRectF rect = QRectF(start, end).normalized();
    if (!bends.isEmpty())
        return QPolygonF(corners()).boundingRect();
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
    if (bends.isEmpty()) {
        path.quadTo(control, end);
        return path;
    }
    for (const Corner &corner : roundCorners()) {
        path.lineTo(corner.begin);
        path.quadTo(corner.middle, corner.end);
    }
    path.lineTo(end);
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

std::array<QRectF, 2> figureRooms(const EdgePlace &place)
{
    const QSizeF &size = place.room.figure;
    const QPointF corner(size.width() / 2, size.height() / 2);
    return { QRectF(place.valueCentre(size) - corner, size),
             QRectF(place.gradientCentre(size) - corner,
                    QSizeF(corner.x() + std::max(corner.x(), place.room.markReach), size.height())) };
}

// A straight one crosses the room's upper or lower side.
bool runsThrough(const EdgeCurve &curve, const QRectF &room)
{
    if (!curve.isStraight()) {
        for (double t = 0; t <= 1; t += 0.05)
            if (room.contains(curve.at(t)))
                return true;
        return false;
    }
    const QPointF way = curve.end - curve.start;
    return std::ranges::any_of(std::array{ room.top(), room.bottom() }, [&](double y) {
        const double t = (y - curve.start.y()) / way.y();
        const double x = curve.start.x() + t * way.x();
        return t >= 0 && t <= 1 && x >= room.left() && x <= room.right();
    });
}

EdgeCurve withoutNeedlessBends(EdgeCurve curve)
{
    constexpr double straight = 0.5; // px
    for (qsizetype i = 0; i < curve.bends.size();) {
        const QPointF &before = i == 0 ? curve.start : curve.bends[i - 1];
        const QPointF &after = i + 1 == curve.bends.size() ? curve.end : curve.bends[i + 1];
        const QPointF along = directionOf(after - before);
        const QPointF bend = curve.bends[i] - before;
        if (std::abs(along.x() * bend.y() - along.y() * bend.x()) < straight)
            curve.bends.removeAt(i);
        else
            ++i;
    }
    curve.control = (curve.start + curve.end) / 2;
    return curve;
}

} // namespace chainrule
