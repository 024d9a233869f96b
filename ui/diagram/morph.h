// SPDX-License-Identifier: GPL-3.0-or-later
// The way from one picture to the next when a group folds or unfolds: circles come out of their group or go into it.
#pragma once

#include "ui/diagram/drawing/node_drawing.h"
#include "ui/diagram/layout/diagram_layout.h"

#include <vector>

namespace chainrule {

class DiagramScene;

class Morph final
{
public:
    // Keeps what the scene shows now, which is about to be rebuilt.
    explicit Morph(DiagramScene &scene);

    // After it was rebuilt: puts the circles where they are on the way, 0 to 1. At 1 nothing of this is left.
    void show(double share);

private:
    struct Leaving // a circle that goes into its group, or fades
    {
        NodeDrawing node;
        QPointF by;
    };
    struct Coming // a circle of the new picture, out of its group
    {
        int node = -1;
        QPointF from;
    };

    void prepare();

    DiagramScene &m_scene;
    VisibleGraph m_before;
    DiagramLayout m_places;
    std::vector<Leaving> m_leaving;
    std::vector<Coming> m_coming;
    QList<int> m_appearing; // arrows that were not there before
    bool m_prepared = false;
};

} // namespace chainrule
