// SPDX-License-Identifier: GPL-3.0-or-later
// The way from one picture to the next when a group folds or unfolds: circles come out of their group or go into it.
#pragma once

#include "ui/diagram/layout/diagram_layout.h"

#include <vector>

class QGraphicsItem;

namespace chainrule {

class DiagramScene;
class NodeItem;

class Morph final
{
public:
    // Keeps what the scene shows now, which is about to be rebuilt.
    explicit Morph(DiagramScene &scene);

    // After it was rebuilt: puts the circles where they are on the way, 0 to 1. At 1 nothing of this is left.
    void show(double share);

private:
    struct Moving
    {
        NodeItem *item = nullptr;
        QPointF from; // offsets from its own place
        QPointF to;
        bool leaves = false;
    };

    void prepare();

    DiagramScene &m_scene;
    VisibleGraph m_before;
    DiagramLayout m_places;
    std::vector<Moving> m_moving;
    QList<QGraphicsItem *> m_appearing;
    bool m_prepared = false;
};

} // namespace chainrule
