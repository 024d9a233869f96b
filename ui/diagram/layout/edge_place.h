// SPDX-License-Identifier: GPL-3.0-or-later
// The course of an arrow, and where its figures stand beside it.
#pragma once

#include "ui/diagram/layout/written.h"

#include <QtCore/QList>
#include <QtCore/QRectF>
#include <QtGui/QPainterPath>

#include <array>

namespace chainrule {

// How the arrows run beside each other; scene pixels.
namespace Arrow {
constexpr double apart = 5; // each from the middle line
constexpr double clearance = 5; // between an arrow and its figure
constexpr double mark = 18; // px, beside a gradient: what the check says of it
} // namespace Arrow

// Of length 1; to the right where the way is none, as between two nodes at one place.
QPointF directionOf(const QPointF &way);

// The middle line of an arrow: a straight line, a bow where two nodes are joined twice, or a way with bends, which leads around
// what stands there.
struct EdgeCurve
{
    QPointF start;
    QPointF control; // of a bow; in the middle of a straight line
    QPointF end;
    QList<QPointF> bends = {}; // then there is no bow

    QPointF at(double t) const; // 0 to 1
    QPointF normal(double t) const; // of length 1, upwards
    // The curve moved along its normal: forward arrows run above, backward arrows below.
    EdgeCurve shifted(double distance) const;
    EdgeCurve reversed() const;
    EdgeCurve upTo(double t) const; // its beginning
    double nearest(const QPointF &point) const; // where along it comes closest, 0 to 1
    bool isStraight() const;
    QList<QPointF> corners() const; // where it begins, bends and ends
    QPointF arrival() const; // its direction at the end
    struct Corner
    {
        QPointF begin; // of its arc
        QPointF middle;
        QPointF end;
    };
    QList<Corner> roundCorners() const; // at its bends
    QRectF bounds() const;
    QPainterPath path() const;

    friend bool operator==(const EdgeCurve &, const EdgeCurve &) = default;
};

struct EdgePlace
{
    EdgeCurve curve;
    double labelAt = 0.5; // 0 to 1 along the curve
    Written room = {}; // what it was given its place for
    QRectF pill = {}; // where what is multiplied is written; null where nothing is, or no place was looked for

    // The centre of a figure of this size, so far from the arrow that it does not touch it, however steep it is.
    QPointF valueCentre(const QSizeF &size) const;
    QPointF gradientCentre(const QSizeF &size) const;

    friend bool operator==(const EdgePlace &, const EdgePlace &) = default;
};

// Whether an arrow crosses a room beside one of its own nodes.
bool runsThrough(const EdgeCurve &curve, const QRectF &room);
EdgeCurve withoutNeedlessBends(EdgeCurve curve);

// The rooms for its value, and for its gradient with a mark.
std::array<QRectF, 2> figureRooms(const EdgePlace &place);

} // namespace chainrule
