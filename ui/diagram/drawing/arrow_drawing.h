// SPDX-License-Identifier: GPL-3.0-or-later
// An arrow: its value above a thin solid line to the right, its gradient below a thick dashed line to the left.
#pragma once

#include "ui/diagram/drawing/diagram_style.h"
#include "ui/diagram/drawing/seen_numbers.h"
#include "ui/diagram/layout/edge_place.h"

#include <optional>

namespace chainrule {

class Canvas;

struct ArrowDrawing
{
    enum class Question { None, Value, Gradient };
    enum class Mark { None, Agrees, Untold, Differs };

    EdgePlace place;
    Shape shape; // of both figures
    std::optional<SeenNumbers> value; // as soon as it has been computed
    std::optional<SeenNumbers> gradient;
    QString endName; // at the right end of the result's arrow
    bool valueIsLabel = false; // a constant's number stands at its beginning already
    bool bringsValue = false; // the current step has made it
    bool bringsGradient = false;
    double travelled = 1; // how far what it brings has come, 0 to 1
    Question question = Question::None; // stands for a figure that the class is to predict
    Mark mark = Mark::None; // at the gradient, what the check says of it

    QString valueText() const; // empty when not computed yet
    QString gradientText() const;

    friend bool operator==(const ArrowDrawing &, const ArrowDrawing &) = default;
};

// With room for any number: it does not change from step to step.
QRectF bounds(const ArrowDrawing &arrow, const Lettering &letters);
// Smaller boxes where that one holds much else, a long slanting arrow's; a larger one while its figures travel.
QList<QRectF> boundingParts(const ArrowDrawing &arrow, const Lettering &letters);
// As drawn at rest; null when there is nothing.
QRectF valueRect(const ArrowDrawing &arrow, const Lettering &letters);
QRectF gradientRect(const ArrowDrawing &arrow, const Lettering &letters);
// After a number; beside the shape of a matrix.
QRectF markRect(const ArrowDrawing &arrow, const Lettering &letters);
bool isHit(const ArrowDrawing &arrow, const Lettering &letters, const QPointF &point);
// Clicked to edit a leaf.
bool isValueHit(const ArrowDrawing &arrow, const Lettering &letters, const QPointF &point);

void paintShapes(const Canvas &canvas, const ArrowDrawing &arrow, const DiagramStyle &style);
// Of what is far from `exposed` nothing need be drawn.
void paintLetters(QPainter &painter, const ArrowDrawing &arrow, const DiagramStyle &style, const QRectF &exposed);

} // namespace chainrule
