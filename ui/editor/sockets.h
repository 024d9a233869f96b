// SPDX-License-Identifier: GPL-3.0-or-later
// Where the ends of wires are on screen, and what is under the mouse while a graph is edited.
#pragma once

#include "ui/editor/socket.h"

#include <QtCore/QPointF>

#include <optional>

namespace chainrule {

class DiagramScene;

struct UnderMouse
{
    Socket socket; // an input, or a node's output
    int node = -1; // index of a visible node
    int edge = -1; // index of a visible arrow between two nodes
    bool figure = false; // a leaf's number, which is dragged to change it
    int frame = -1; // index of the frame whose name is there
};

class Sockets final
{
public:
    explicit Sockets(const DiagramScene &scene)
        : m_scene(scene)
    {
    }

    // In scene coordinates; nothing for what is not to be seen. An input that is connected is where its arrow ends.
    std::optional<QPointF> place(const Socket &socket) const;
    // The output of a visible node: of a folded group, its result's. None where nothing comes out.
    Socket outputOf(int node) const;
    // The wire that an arrow is, by the input where it ends; none for a loose end.
    Socket inputOf(int edge) const;
    // `reach`: how far from a socket is still at it, in scene pixels.
    UnderMouse at(const QPointF &point, double reach) const;

private:
    std::optional<QPointF> placeOfInput(int node, int port) const;
    Socket socketAt(int node, const QPointF &point, double reach) const; // of those of a visible node

    const DiagramScene &m_scene;
};

} // namespace chainrule
