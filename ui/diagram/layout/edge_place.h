// SPDX-License-Identifier: GPL-3.0-or-later
// The course of an arrow, and where its figures stand beside it.
#pragma once

#include <QtCore/QRectF>
#include <QtGui/QPainterPath>

namespace chainrule {

// How the arrows run beside each other; scene pixels.
namespace Arrow {
constexpr double apart = 5; // each from the middle line
constexpr double clearance = 5; // between an arrow and its figure
} // namespace Arrow

// Of length 1; to the right where the way is none, as between two nodes at one place.
QPointF directionOf(const QPointF &way);

// The middle line of an arrow: a straight line, or a bow where two nodes are joined twice.
struct EdgeCurve
{
    QPointF start;
    QPointF control;
    QPointF end;

    QPointF at(double t) const;
    QPointF normal(double t) const; // of length 1, upwards
    // The curve moved along its normal: forward arrows run above, backward arrows below.
    EdgeCurve shifted(double distance) const;
    EdgeCurve reversed() const { return { end, control, start }; }
    EdgeCurve upTo(double t) const; // its beginning
    double nearest(const QPointF &point) const; // where along it comes closest, 0 to 1
    bool isStraight() const;
    QRectF bounds() const;
    QPainterPath path() const;

    friend bool operator==(const EdgeCurve &, const EdgeCurve &) = default;
};

struct EdgePlace
{
    EdgeCurve curve;
    double labelAt = 0.5; // 0 to 1 along the curve

    // The centre of a figure of this size, so far from the arrow that it does not touch it, however steep it is.
    QPointF valueCentre(const QSizeF &size) const;
    QPointF gradientCentre(const QSizeF &size) const;

    friend bool operator==(const EdgePlace &, const EdgePlace &) = default;
};

} // namespace chainrule
