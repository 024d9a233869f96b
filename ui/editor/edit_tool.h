// SPDX-License-Identifier: GPL-3.0-or-later
// Mouse and keys on the canvas while a graph is edited: begins gestures and ends them. What it leaves alone the view does.
#pragma once

#include "ui/editor/key_choice.h"
#include "ui/editor/sockets.h"
#include "ui/editor/space_pan.h"

#include <QtCore/QObject>
#include <QtCore/QPoint>

#include <memory>

class QDropEvent;
class QEvent;
class QKeyEvent;
class QMouseEvent;
class QPainter;

namespace chainrule {

class DiagramView;
class Gesture;
class GraphEditor;
class WireGesture;

class EditTool final : public QObject
{
    Q_OBJECT

public:
    EditTool(GraphEditor &editor, DiagramView &view, QObject *parent = nullptr);
    ~EditTool() override;

    // The wire that was clicked, or chosen by keys; none when there is none.
    const Socket &pickedWire() const { return m_picked; }
    void pickNextWire();
    // The node that keys come to, or none.
    void comeTo(const QString &id);
    void keepSelected() { m_keys.toggleKept(); }
    // A wire from the selected node, whose other end is chosen by keys.
    void beginWireByKeys();
    void cancel();

Q_SIGNALS:
    // A node is wanted at this place (scene coordinates): with a wire to `joined`, or on the wire `wire`.
    void nodeWanted(const QPointF &place, const Socket &joined, const Socket &wire);
    void nodeDropped(const QString &operation, const QPointF &place, const Socket &wire);
    void renameWanted(const QString &id);
    void menuWanted(const QPoint &globalPosition);
    void playRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool viewportEvent(QEvent &event);
    bool press(QMouseEvent &event);
    void pressNode(const QString &id, const QPointF &point, Qt::KeyboardModifiers modifiers);
    bool move(QMouseEvent &event);
    bool release(QMouseEvent &event);
    bool doubleClick(QMouseEvent &event);
    bool menu(const QPoint &position, const QPoint &global);
    bool menuOfSelected();
    bool drag(QDropEvent &event, bool dropped);
    bool key(QKeyEvent &event);
    bool keyOfWire(int key);
    bool wantsKey(const QKeyEvent &event) const;
    void beginWire(const Socket &at);
    void begin(std::unique_ptr<Gesture> gesture);
    void end();
    void hover(const QPoint &position);
    void forget();
    void paint(QPainter &painter) const;
    QPointF scenePoint(const QPoint &position) const;
    double reach() const;

    GraphEditor &m_editor;
    DiagramView &m_view;
    std::unique_ptr<Gesture> m_gesture;
    WireGesture *m_byKeys = nullptr; // the gesture, while its end is chosen by keys
    std::unique_ptr<Gesture> m_pending; // begins when the mouse has moved far enough
    QPoint m_pressed;
    QString m_aloneOnRelease; // one of several was pressed and, unless they are dragged, is meant alone
    UnderMouse m_under;
    Socket m_picked;
    SpacePan m_space;
    KeyChoice m_keys;
};

} // namespace chainrule
