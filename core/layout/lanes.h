// SPDX-License-Identifier: GPL-3.0-or-later
// Arrows that pass everything: each has a lane of its own between two columns, wide and high enough for what is written at it.
// Sizes in, coordinates out.
#pragma once

#include <QtCore/QList>
#include <QtCore/QMarginsF>
#include <QtCore/QPointF>

#include <optional>

namespace chainrule {

struct LaneNode
{
    QPointF wanted; // its height decides who stands above whom
    QMarginsF reach; // of all that is drawn there, from its centre
};

struct LaneArrow
{
    int from = 0; // indices of nodes
    int to = 0;
    double width = 0; // of what is written at it
    double above = 0; // from its line
    double below = 0;
};

struct Lane
{
    QList<QPointF> bends; // between its ends
    QPointF middle; // of what is written

    friend bool operator==(const Lane &, const Lane &) = default;
};

struct Lanes
{
    QList<QPointF> centres; // of the nodes
    QList<Lane> arrows;

    // Nothing where arrows lead in a circle.
    static std::optional<Lanes> of(const QList<LaneNode> &nodes, const QList<LaneArrow> &arrows);
};

} // namespace chainrule
