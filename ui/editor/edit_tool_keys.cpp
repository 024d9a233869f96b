// SPDX-License-Identifier: GPL-3.0-or-later
// What keys do to a graph that is edited.
#include "ui/diagram/diagram_scene.h"
#include "ui/diagram/diagram_view.h"
#include "ui/editor/edit_tool.h"
#include "ui/editor/graph_editor.h"
#include "ui/editor/wire_gesture.h"
#include "ui/session/graph_session.h"

#include <QtGui/QKeyEvent>

#include <utility>

namespace chainrule {

namespace {

constexpr double nudgeStep = 8;

QPointF direction(int key)
{
    switch (key) {
    case Qt::Key_Left:
        return { -1, 0 };
    case Qt::Key_Right:
        return { 1, 0 };
    case Qt::Key_Up:
        return { 0, -1 };
    case Qt::Key_Down:
        return { 0, 1 };
    default:
        return {};
    }
}

} // namespace

void EditTool::beginWireByKeys()
{
    const int node = m_editor.scene().visible().indexOf(m_editor.session().selected());
    const Socket from = node < 0 ? Socket() : Sockets(m_editor.scene()).outputOf(node);
    if (from.isNone())
        return Q_EMIT m_editor.refused(tr("Select the node first whose value is wanted elsewhere."));
    cancel();
    auto wire = std::make_unique<WireGesture>(m_editor, from, Socket(), reach(), [](const QPointF &) {});
    if (!wire->choose(1))
        return Q_EMIT m_editor.refused(tr("There is no input that this value fits into."));
    m_byKeys = wire.get();
    begin(std::move(wire));
}

void EditTool::pickNextWire()
{
    cancel();
    const Socket wire = m_keys.wireAfter(m_picked);
    if (wire.isNone())
        return Q_EMIT m_editor.refused(tr("No wire begins or ends here."));
    m_keys.forget();
    m_editor.session().select({}); // what is done now is about the wire
    m_picked = wire;
    m_editor.scene().changeForeground();
    Q_EMIT m_editor.endChosen(m_keys.words(wire));
}

void EditTool::comeTo(const QString &id)
{
    m_picked = {};
    m_keys.comeTo(id);
}

// Keys that the window would take for its own while they mean something here.
bool EditTool::wantsKey(const QKeyEvent &event) const
{
    if (event.key() == Qt::Key_Space && event.modifiers() == Qt::NoModifier)
        return m_view.hasFocus();
    if (m_gesture || m_pending)
        return event.key() == Qt::Key_Escape || (m_byKeys && event.modifiers() == Qt::NoModifier);
    return event.modifiers() == Qt::ShiftModifier && !direction(event.key()).isNull();
}

bool EditTool::key(QKeyEvent &event)
{
    if (event.key() == Qt::Key_Escape && (m_gesture || m_pending)) {
        cancel();
        return true;
    }
    if (m_byKeys)
        return keyOfWire(event.key());
    if (event.key() == Qt::Key_Escape && (!m_picked.isNone() || m_keys.keeps())) {
        m_keys.forget();
        comeTo({});
        m_editor.scene().changeForeground();
        Q_EMIT m_editor.endChosen({});
        return true;
    }
    if (m_space.key(event, true))
        return true;
    if (const QPointF by = direction(event.key()); event.modifiers() == Qt::ShiftModifier && !by.isNull()) {
        m_editor.nudge(by * nudgeStep);
        return true;
    }
    return false;
}

// Up, down and Tab lead from one end to the next.
bool EditTool::keyOfWire(int key)
{
    const QPointF way = direction(key);
    if (key == Qt::Key_Return || key == Qt::Key_Enter) {
        const std::unique_ptr<Gesture> gesture = std::move(m_gesture);
        std::exchange(m_byKeys, nullptr)->accept();
        end();
    } else if (key == Qt::Key_Tab || !way.isNull()) {
        m_byKeys->choose(way.x() + way.y() < 0 ? -1 : 1);
    }
    return true;
}

// By its key, whatever is under the mouse.
bool EditTool::menuOfSelected()
{
    const DiagramScene &scene = m_editor.scene();
    const int node = scene.visible().indexOf(m_editor.session().selected());
    const QPoint place =
        node < 0 ? m_view.viewport()->rect().center() : m_view.mapFromScene(scene.layout().nodes[node].outline.center());
    cancel();
    Q_EMIT menuWanted(m_view.viewport()->mapToGlobal(place));
    return true;
}

} // namespace chainrule
