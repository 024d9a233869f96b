// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/edit_tool.h"

#include "ui/diagram/diagram_scene.h"
#include "ui/diagram/diagram_view.h"
#include "ui/editor/box_gesture.h"
#include "ui/editor/edit_marks.h"
#include "ui/editor/graph_editor.h"
#include "ui/editor/move_gesture.h"
#include "ui/editor/palette/palette_panel.h"
#include "ui/editor/wire_gesture.h"
#include "ui/session/graph_session.h"

#include <QtCore/QMimeData>
#include <QtGui/QContextMenuEvent>
#include <QtGui/QDropEvent>
#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QApplication>
#include <QtWidgets/QToolTip>

#include <utility>

namespace chainrule {

namespace {

constexpr double reachOnScreen = 10; // px around a socket
} // namespace

EditTool::EditTool(GraphEditor &editor, DiagramView &view, QObject *parent)
    : QObject(parent)
    , m_editor(editor)
    , m_view(view)
    , m_space(*view.viewport(), [this] { Q_EMIT playRequested(); })
    , m_keys(editor)
{
    view.installEventFilter(this);
    view.viewport()->installEventFilter(this);
    editor.scene().setForeground([this](QPainter &painter) { paint(painter); });
    connect(&editor.scene(), &DiagramScene::aboutToRebuild, this, &EditTool::forget);
    connect(&editor, &GraphEditor::toggled, this, &EditTool::cancel);
}

EditTool::~EditTool() = default;

QPointF EditTool::scenePoint(const QPoint &position) const
{
    return m_view.mapToScene(position);
}

double EditTool::reach() const
{
    return reachOnScreen / m_view.scale();
}

bool EditTool::eventFilter(QObject *, QEvent *event)
{
    if (!m_editor.isOn())
        return false;
    switch (event->type()) {
    case QEvent::ShortcutOverride:
        if (wantsKey(*static_cast<QKeyEvent *>(event)))
            event->accept();
        return false;
    case QEvent::KeyPress:
        return key(*static_cast<QKeyEvent *>(event));
    case QEvent::KeyRelease:
        return m_space.key(*static_cast<QKeyEvent *>(event), false);
    default:
        return viewportEvent(*event);
    }
}

bool EditTool::viewportEvent(QEvent &event)
{
    switch (event.type()) {
    case QEvent::MouseButtonPress:
        return press(static_cast<QMouseEvent &>(event));
    case QEvent::MouseMove:
        return move(static_cast<QMouseEvent &>(event));
    case QEvent::MouseButtonRelease:
        return release(static_cast<QMouseEvent &>(event));
    case QEvent::MouseButtonDblClick:
        return doubleClick(static_cast<QMouseEvent &>(event));
    case QEvent::ContextMenu: {
        const auto &context = static_cast<QContextMenuEvent &>(event);
        return context.reason() == QContextMenuEvent::Keyboard ? menuOfSelected() : menu(context.pos(), context.globalPos());
    }
    case QEvent::DragEnter:
    case QEvent::DragMove:
        return drag(static_cast<QDropEvent &>(event), false);
    case QEvent::Drop:
        return drag(static_cast<QDropEvent &>(event), true);
    case QEvent::Leave:
        m_under = {};
        m_editor.scene().changeForeground();
        return false;
    default:
        return false;
    }
}

bool EditTool::press(QMouseEvent &event)
{
    if (event.button() != Qt::LeftButton)
        return false;
    if (m_space.isHeld()) {
        m_space.press(event);
        return true;
    }
    cancel();
    m_keys.forget();
    m_view.setFocus();
    m_pressed = event.pos();
    const QPointF point = scenePoint(event.pos());
    m_under = Sockets(m_editor.scene()).at(point, reach());
    m_picked = {};
    if (m_under.figure)
        return false;
    if (!m_under.socket.isNone()) {
        beginWire(m_under.socket);
    } else if (m_under.node >= 0) {
        pressNode(m_editor.scene().visible().nodes[m_under.node].id, point, event.modifiers());
    } else if (m_under.frame >= 0) {
        pressNode(m_editor.scene().visible().frames[m_under.frame].group, point, event.modifiers());
    } else if (m_under.edge >= 0) {
        m_picked = Sockets(m_editor.scene()).inputOf(m_under.edge);
        m_editor.session().select({});
    } else {
        const bool adds = event.modifiers() & (Qt::ShiftModifier | Qt::ControlModifier);
        if (!adds)
            m_editor.session().select({});
        m_pending = std::make_unique<BoxGesture>(m_editor, point, adds);
    }
    m_editor.scene().changeForeground();
    return true;
}

void EditTool::pressNode(const QString &id, const QPointF &point, Qt::KeyboardModifiers modifiers)
{
    GraphSession &session = m_editor.session();
    m_aloneOnRelease.clear();
    if (modifiers & (Qt::ShiftModifier | Qt::ControlModifier)) {
        QSet<QString> ids = session.selection();
        if (!ids.remove(id))
            ids.insert(id);
        session.selectSeveral(ids, ids.contains(id) ? id : session.selected());
    } else if (!session.isSelected(id)) {
        session.select(id);
    } else {
        m_aloneOnRelease = id;
        session.selectSeveral(session.selection(), id);
    }
    if (session.isSelected(id))
        m_pending = std::make_unique<MoveGesture>(m_editor, point);
}

// A wire that ends here already is taken off; else a new one begins.
void EditTool::beginWire(const Socket &at)
{
    Socket from = at;
    Socket instead;
    if (const DocumentNode *node = m_editor.session().document().node(at.node); node && at.isInput())
        if (const QString source = node->inputs.value(at.port); m_editor.session().document().node(source)) {
            from = { source };
            instead = at;
        }
    m_pending = std::make_unique<WireGesture>(m_editor, from, instead, reach(),
                                              [this, from](const QPointF &point) { Q_EMIT nodeWanted(point, from, {}); });
}

void EditTool::begin(std::unique_ptr<Gesture> gesture)
{
    m_gesture = std::move(gesture);
    m_aloneOnRelease.clear();
}

void EditTool::end()
{
    m_gesture.reset();
    m_byKeys = nullptr;
    m_pending.reset();
    m_editor.scene().changeForeground();
}

bool EditTool::move(QMouseEvent &event)
{
    if (m_pending && (event.pos() - m_pressed).manhattanLength() >= QApplication::startDragDistance())
        begin(std::move(m_pending));
    if (m_pending)
        return true;
    if (m_gesture && !m_byKeys) {
        m_gesture->moveTo(scenePoint(event.pos()));
        if (const QString hint = m_gesture->hint(); !hint.isEmpty())
            QToolTip::showText(event.globalPosition().toPoint(), hint, m_view.viewport());
        else
            QToolTip::hideText();
        return true;
    }
    if (event.buttons() == Qt::NoButton)
        hover(event.pos());
    return event.buttons() == Qt::NoButton;
}

void EditTool::hover(const QPoint &position)
{
    const UnderMouse before = m_under;
    m_under = Sockets(m_editor.scene()).at(scenePoint(position), reach());
    if (m_under.node != before.node || m_under.edge != before.edge || m_under.socket != before.socket)
        m_editor.scene().changeForeground();
    const bool scalar = m_under.figure
        && !m_editor.session().documentNode(m_editor.scene().visible().nodes[m_under.node].node).value.values.empty();
    m_view.viewport()->setCursor(scalar                         ? Qt::SizeHorCursor
                                     : !m_under.socket.isNone() ? Qt::CrossCursor
                                     : m_under.node >= 0        ? Qt::OpenHandCursor
                                                                : Qt::ArrowCursor);
}

bool EditTool::release(QMouseEvent &event)
{
    if (m_space.isPanning())
        return false;
    if (event.button() != Qt::LeftButton || (!m_pending && !m_gesture && m_aloneOnRelease.isEmpty()))
        return false;
    const QString alone = std::exchange(m_aloneOnRelease, {});
    if (m_gesture && !m_byKeys) {
        const std::unique_ptr<Gesture> gesture = std::move(m_gesture); // what it does rebuilds the picture
        gesture->drop(scenePoint(event.pos()));
    } else if (!alone.isEmpty()) {
        m_editor.session().select(alone);
    }
    end();
    return true;
}

bool EditTool::doubleClick(QMouseEvent &event)
{
    end();
    const QPointF point = scenePoint(event.pos());
    const UnderMouse under = Sockets(m_editor.scene()).at(point, reach());
    if (under.figure || under.edge >= 0)
        return false;
    if (under.frame >= 0) {
        Q_EMIT renameWanted(m_editor.scene().visible().frames[under.frame].group);
        return true;
    }
    if (under.node >= 0 && m_editor.scene().visible().nodes[under.node].isLeaf()) {
        Q_EMIT renameWanted(m_editor.scene().visible().nodes[under.node].id);
        return true;
    }
    if (under.node >= 0 || !m_editor.scene().groupAt(point).isEmpty() || !m_editor.scene().tensorAt(point).node.isEmpty())
        return false;
    Q_EMIT nodeWanted(point, {}, {});
    return true;
}

bool EditTool::menu(const QPoint &position, const QPoint &global)
{
    cancel();
    const UnderMouse under = Sockets(m_editor.scene()).at(scenePoint(position), reach());
    m_picked = under.edge >= 0 ? Sockets(m_editor.scene()).inputOf(under.edge) : Socket();
    QString id = under.socket.node;
    if (under.node >= 0)
        id = m_editor.scene().visible().nodes[under.node].id;
    else if (id.isEmpty())
        id = m_editor.scene().groupAt(scenePoint(position));
    if (!id.isEmpty() && !m_editor.session().isSelected(id))
        m_editor.session().select(id);
    m_editor.scene().changeForeground();
    Q_EMIT menuWanted(global);
    return true;
}

bool EditTool::drag(QDropEvent &event, bool dropped)
{
    if (!event.mimeData()->hasFormat(PalettePanel::mimeType))
        return false;
    const QPointF point = scenePoint(event.position().toPoint());
    m_under = Sockets(m_editor.scene()).at(point, reach());
    if (dropped) {
        const Socket wire = m_under.edge < 0 ? Socket() : Sockets(m_editor.scene()).inputOf(m_under.edge);
        m_under = {};
        Q_EMIT nodeDropped(QString::fromUtf8(event.mimeData()->data(PalettePanel::mimeType)), point, wire);
    }
    event.setDropAction(Qt::CopyAction);
    event.accept();
    m_editor.scene().changeForeground();
    return true;
}

void EditTool::cancel()
{
    if (m_gesture)
        m_gesture->cancel();
    end();
}

// The picture that it was about is no more.
void EditTool::forget()
{
    m_gesture.reset();
    m_byKeys = nullptr;
    m_pending.reset();
    m_under = {};
    m_keys.forget();
    const DocumentNode *node = m_editor.session().document().node(m_picked.node);
    if (!node || node->inputs.value(m_picked.port).isEmpty())
        m_picked = {};
}

void EditTool::paint(QPainter &painter) const
{
    if (!m_editor.isOn())
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    paintMarks(painter, m_editor.scene(), m_gesture ? UnderMouse() : m_under, m_picked);
    if (m_gesture)
        m_gesture->paint(painter, m_editor.scene().style());
}

} // namespace chainrule
