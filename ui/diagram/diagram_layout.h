// SPDX-License-Identifier: GPL-3.0-or-later
// Where circles, arrows and figures stand. Data in, coordinates out; depends on structure only, never on numbers.
#pragma once

#include "ui/diagram/visible_graph.h"

#include <QtGui/QFont>
#include <QtGui/QPainterPath>

namespace chainrule {

class GraphSession;

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
    QPainterPath path() const;
};

struct EdgePlace
{
    EdgeCurve curve;
    double labelAt = 0.5; // 0 to 1 along the curve

    // The centre of a figure of this size, so far from the arrow that it does not touch it, however steep it is.
    QPointF valueCentre(const QSizeF &size) const;
    QPointF gradientCentre(const QSizeF &size) const;
};

struct NodePlace
{
    QPointF centre; // of a circle; where the arrows of a leaf begin
    QRectF outline; // circle, or the leaf's label
};

// How the arrows run beside each other; scene pixels.
namespace Arrow {
constexpr double apart = 5; // each from the middle line
constexpr double clearance = 5; // between an arrow and its figure
} // namespace Arrow

struct DiagramLayout
{
    QList<NodePlace> nodes; // as in the VisibleGraph
    QList<EdgePlace> edges;
    QList<QRectF> frames;
    QList<QRectF> frameNames; // where their names stand
    QRectF bounds; // of everything, with room for the pills

    // `room`: the pixels to fill. Columns and rows move apart or together within reason, so that text need not shrink.
    static DiagramLayout of(const VisibleGraph &graph, const GraphSession &session, const QFont &font, const QSizeF &room);
};

// What stands at a leaf: its name, or a constant's number.
QString leafLabel(const GraphSession &session, const VisibleNode &node);
QFont symbolFont(const QFont &font, const QString &symbol);
QFont nameFont(const QFont &font);

} // namespace chainrule
