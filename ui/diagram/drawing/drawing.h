// SPDX-License-Identifier: GPL-3.0-or-later
// What the diagram consists of, as values: each holds all that it is painted from, so two that are equal look the same.
#pragma once

#include "ui/diagram/drawing/arrow_drawing.h"
#include "ui/diagram/drawing/node_drawing.h"

#include <variant>

namespace chainrule {

// The quiet frame around an unfolded group, with the group's name.
struct FrameDrawing
{
    QString name;
    QRectF rect;
    QRectF nameRect;

    friend bool operator==(const FrameDrawing &, const FrameDrawing &) = default;
};

// "1.1 × 2 = 2.2" beside the arrow of the current step.
struct PillDrawing
{
    QString text;
    QRectF rect;

    friend bool operator==(const PillDrawing &, const PillDrawing &) = default;
};

// An arrow from far away: one line, or one for the value and one for the gradient, a pixel wide. No heads, no figures.
struct HairlineDrawing
{
    EdgeCurve curve;
    bool hasValue = false;
    bool hasGradient = false; // seen apart

    friend bool operator==(const HairlineDrawing &, const HairlineDrawing &) = default;
};

// An operation from far away: a disc, the one in action in its colour.
struct DotDrawing
{
    QRectF outline;
    NodeDrawing::Action action = NodeDrawing::Action::None;
    bool isSelected = false;

    friend bool operator==(const DotDrawing &, const DotDrawing &) = default;
};

// Nothing: a leaf from far away.
using Drawing = std::variant<std::monostate, FrameDrawing, HairlineDrawing, DotDrawing, ArrowDrawing, NodeDrawing, PillDrawing>;

// As much of a node as is drawn then.
Drawing drawnAt(const NodeDrawing &node, Detail detail);

QRectF bounds(const Drawing &drawing, const Lettering &letters);
QList<QRectF> boundingParts(const Drawing &drawing, const Lettering &letters);

// They are painted in two layers: the letters of all stand above the shapes of all.
void paintShapes(const Canvas &canvas, const Drawing &drawing, const DiagramStyle &style);
void paintLetters(QPainter &painter, const Drawing &drawing, const DiagramStyle &style, const QRectF &exposed);

} // namespace chainrule
