// SPDX-License-Identifier: GPL-3.0-or-later
// A circle with its operation's symbol, or a leaf's name. One drawing for all operations.
#pragma once

#include "ui/diagram/drawing/diagram_style.h"
#include "ui/diagram/drawing/seen_numbers.h"
#include "ui/diagram/layout/diagram_layout.h"

#include <QtCore/QStringList>

#include <optional>

namespace chainrule {

class Canvas;

// What the gradient of a value that is used more than once is summed from.
struct BranchSum
{
    SeenNumbers terms; // as far as they have been computed
    SeenNumbers sum; // one number
    bool isWhole = false;

    friend bool operator==(const BranchSum &, const BranchSum &) = default;
};

struct NodeDrawing
{
    enum class Kind { Operation, Group, Input, Constant };
    enum class Action { None, Forward, Backward };
    enum class Badge { None, Faulty, Made, Inherited }; // a fault that the check found, or who made what is not finite

    NodePlace place;
    Kind kind = Kind::Operation;
    QString label; // the symbol in the circle, or what stands at a leaf
    QString name; // below a group whose symbol does not say it
    Action action = Action::None; // of the current step
    bool isSelected = false;
    std::optional<BranchSum> branch;
    Badge badge = Badge::None;
    QString lack; // what it lacks, to be read at it; empty when it lacks nothing
    bool isUnfinished = false; // nothing is wrong, something is only not there yet
    QList<QPointF> openPorts; // inputs that nothing is connected to

    bool isLeaf() const { return kind == Kind::Input || kind == Kind::Constant; }
    QString branchText() const; // "5 + 2 = 7"; empty when there is none

    friend bool operator==(const NodeDrawing &, const NodeDrawing &) = default;
};

// With room for any numbers.
QRectF bounds(const NodeDrawing &node, const Lettering &letters);
// Where the terms stand now; null when there are none.
QRectF branchRect(const NodeDrawing &node, const Lettering &letters);
bool isHit(const NodePlace &place, const QPointF &point);

void paintShapes(const Canvas &canvas, const NodeDrawing &node, const DiagramStyle &style);
void paintLetters(QPainter &painter, const NodeDrawing &node, const DiagramStyle &style);

} // namespace chainrule
