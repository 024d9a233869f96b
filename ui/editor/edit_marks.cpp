// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/edit_marks.h"

#include "ui/diagram/diagram_scene.h"
#include "ui/session/graph_session.h"

#include <QtGui/QPainter>

namespace chainrule {

namespace {

constexpr double socketRadius = 5;
constexpr double frameCorner = 16;
constexpr double underWire = 2;
constexpr double pickedWireWidth = 3;

void paintWires(QPainter &painter, const DiagramScene &scene, int under, const Socket &picked)
{
    const auto paint = [&](int edge, double width) {
        painter.strokePath(scene.layout().edges[edge].curve.path(), QPen(scene.style().theme.accent, width));
    };
    painter.setBrush(Qt::NoBrush);
    if (under >= 0)
        paint(under, underWire);
    const int consumer = picked.isNone() ? -1 : scene.visible().indexOf(picked.node);
    if (consumer < 0)
        return;
    for (const int edge : scene.visible().in(consumer))
        if (Sockets(scene).inputOf(edge) == picked)
            paint(edge, pickedWireWidth);
}

// All of a node, the one under the mouse filled.
void paintSockets(QPainter &painter, const DiagramScene &scene, int node, const Socket &under)
{
    const Theme &theme = scene.style().theme;
    const Sockets sockets(scene);
    const auto paint = [&](const Socket &socket) {
        const auto place = socket.isNone() ? std::nullopt : sockets.place(socket);
        painter.setBrush(socket == under ? theme.accent : theme.canvas);
        if (place)
            painter.drawEllipse(*place, socketRadius, socketRadius);
    };
    paint(sockets.outputOf(node));
    const VisibleNode &shown = scene.visible().nodes[node];
    const qsizetype ports = shown.group ? 0 : scene.session().document().nodes[shown.source].inputs.size();
    for (int port = 0; port < ports; ++port)
        paint({ shown.id, port });
}

} // namespace

void paintMarks(QPainter &painter, const DiagramScene &scene, const UnderMouse &under, const Socket &pickedWire)
{
    paintWires(painter, scene, under.edge, pickedWire);
    painter.setPen(QPen(scene.style().theme.accent, 1.5));
    painter.setBrush(Qt::NoBrush);
    for (int frame = 0; frame < scene.visible().frames.size(); ++frame)
        if (scene.session().isSelected(scene.visible().frames[frame].group))
            painter.drawRoundedRect(scene.layout().frames[frame], frameCorner, frameCorner);
    const int node = under.socket.isNone() ? under.node : scene.visible().indexOf(under.socket.node);
    if (node >= 0)
        paintSockets(painter, scene, node, under.socket);
}

} // namespace chainrule
