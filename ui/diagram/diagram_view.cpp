// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/diagram_view.h"

#include "ui/diagram/diagram_accessible.h"
#include "ui/diagram/diagram_scene.h"
#include "ui/diagram/navigation.h"
#include "ui/session/graph_session.h"

#include <QtGui/QCursor>
#include <QtGui/QHelpEvent>
#include <QtGui/QMouseEvent>
#include <QtGui/QNativeGestureEvent>
#include <QtGui/QPainter>
#include <QtGui/QWheelEvent>
#include <QtWidgets/QApplication>
#include <QtWidgets/QToolTip>

#include <algorithm>
#include <cmath>
#include <tuple>

namespace chainrule {

namespace {

constexpr double zoomStep = 1.2;
constexpr double largest = 8;
constexpr double pixelsPerStep = 3; // of dragging a number
constexpr int sameGesture = 800; // ms between two notches of the wheel that are undone at once
constexpr double notch = 120;

} // namespace

DiagramView::DiagramView(DiagramScene &scene, QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_scene(scene)
    , m_picture(scene)
{
    installDiagramAccessibility(); // first: Qt keeps the interface that it finds when it is first asked for one, as by a name
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMouseTracking(true);
    setAcceptDrops(true);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent); // else whatever stands behind it is drawn first
    connect(&scene, &DiagramScene::pictureChanged, this, [this] {
        m_picture.changeAll();
        viewport()->update();
    });
    connect(&scene, &DiagramScene::partsChanged, this, [this](const QList<QRectF> &parts) {
        m_picture.change(parts);
        viewport()->update();
    });
    connect(&scene, &DiagramScene::refreshed, this, [this] {
        m_picture.compare();
        viewport()->update();
    });
    connect(&scene, &DiagramScene::foregroundChanged, viewport(), qOverload<>(&QWidget::update));
    m_sharpen.setInterval(0);
    connect(&m_sharpen, &QTimer::timeout, this, &DiagramView::sharpen);
    setAccessibleName(tr("Diagram"));
    setAccessibleDescription(tr("The computational graph. Tab selects a node, Enter edits an input, F folds a group."));
}

void DiagramView::zoomIn()
{
    zoomBy(zoomStep);
}

void DiagramView::zoomOut()
{
    zoomBy(1 / zoomStep);
}

void DiagramView::zoomBy(double factor)
{
    m_fitted = false;
    const QPoint at = underMouse() ? viewport()->mapFromGlobal(QCursor::pos()) : viewport()->rect().center();
    m_picture.glide();
    Camera camera = m_camera;
    camera.zoomTo(exactScale(std::clamp(scale() * factor, smallestScale, largest)), at);
    setCamera(camera);
}

void DiagramView::setCamera(const Camera &camera)
{
    m_camera = camera;
    viewport()->update();
}

void DiagramView::centreOn(const QPointF &point, double scale)
{
    Camera camera = m_camera;
    camera.zoomTo(scale, {});
    camera.centreOn(point, viewport()->size());
    setCamera(camera);
}

bool DiagramView::beginScrub(const QString &leaf)
{
    const DocumentNode *node = m_scene.session().document().node(leaf);
    if (!node || !node->value.shape.isScalar())
        return false;
    m_scrub.begin(leaf, node->value.values.front());
    return true;
}

void DiagramView::scrub(double steps, Qt::KeyboardModifiers modifiers)
{
    const double value = m_scrub.move(steps, modifiers);
    Q_EMIT scrubRequested(m_scrub.leaf(), value, m_scrub.gesture());
}

// Over an input the wheel turns its number, elsewhere it zooms.
void DiagramView::wheelEvent(QWheelEvent *event)
{
    const double notches = event->angleDelta().y() / notch;
    const QString leaf = m_scene.leafAt(mapToScene(event->position()));
    event->accept();
    if (notches == 0) // a wheel that turns sideways
        return;
    const DocumentNode *node = m_scene.session().document().node(leaf);
    const bool same = node && m_scrub.leaf() == leaf && m_scrub.value() == node->value.values.front() && m_lastNotch.isValid()
        && m_lastNotch.elapsed() < sameGesture;
    if (leaf.isEmpty() || (!same && !beginScrub(leaf)))
        return zoomBy(std::pow(zoomStep, notches));
    m_lastNotch.start();
    scrub(notches, event->modifiers());
}

bool DiagramView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::NativeGesture) {
        const auto *gesture = static_cast<QNativeGestureEvent *>(event);
        if (gesture->gestureType() == Qt::ZoomNativeGesture) {
            zoomBy(1 + gesture->value());
            return true;
        }
    }
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        QToolTip::showText(help->globalPos(), m_scene.toolTipAt(mapToScene(help->pos())), viewport());
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void DiagramView::mousePressEvent(QMouseEvent *event)
{
    setFocus();
    const QPointF point = mapToScene(event->pos());
    const QString leaf = m_scene.leafAt(point);
    if (event->button() == Qt::LeftButton)
        Q_EMIT selectRequested(leaf.isEmpty() ? m_scene.nodeAt(point) : leaf);
    m_scrubFrom = event->pos();
    m_scrubbing = false;
    m_lastNotch.invalidate();
    m_scrub.end();
    if (event->button() == Qt::LeftButton && !leaf.isEmpty() && beginScrub(leaf)) {
        event->accept();
        return;
    }
    if (event->button() == Qt::LeftButton || event->button() == Qt::MiddleButton) {
        m_panning = true;
        m_panFrom = event->pos();
    }
    event->accept();
}

void DiagramView::mouseMoveEvent(QMouseEvent *event)
{
    const int moved = event->pos().x() - m_scrubFrom.x();
    if (m_scrub.isActive() && (event->buttons() & Qt::LeftButton)) {
        if (!m_scrubbing && std::abs(moved) < QApplication::startDragDistance())
            return;
        m_scrubbing = true;
        m_scrubFrom = event->pos();
        return scrub(moved / pixelsPerStep, event->modifiers());
    }
    if (m_panning) {
        const QPoint by = event->pos() - m_panFrom;
        if (by.manhattanLength() > 0) {
            m_fitted = false;
            viewport()->setCursor(Qt::ClosedHandCursor);
            Camera camera = m_camera;
            camera.moveBy(-by);
            setCamera(camera);
            m_panFrom = event->pos();
        }
        return;
    }
    const DocumentNode *leaf = m_scene.session().document().node(m_scene.leafAt(mapToScene(event->pos())));
    const bool scalar = leaf && leaf->value.shape.isScalar();
    viewport()->setCursor(scalar ? Qt::SizeHorCursor : leaf ? Qt::IBeamCursor : Qt::ArrowCursor);
}

void DiagramView::mouseReleaseEvent(QMouseEvent *event)
{
    m_panning = false;
    m_scrub.end();
    viewport()->unsetCursor();
    event->accept();
}

void DiagramView::mouseDoubleClickEvent(QMouseEvent *event)
{
    m_panning = false;
    m_scrub.end();
    const QPointF point = mapToScene(event->pos());
    if (const QString leaf = m_scene.leafAt(point); !leaf.isEmpty())
        Q_EMIT editRequested(leaf, {});
    else if (const DiagramScene::TensorAt tensor = m_scene.tensorAt(point); !tensor.node.isEmpty())
        Q_EMIT tensorRequested(tensor.node, tensor.gradient);
    else if (const QString group = m_scene.groupAt(point); !group.isEmpty())
        Q_EMIT foldRequested(group);
    event->accept();
}

void DiagramView::keyPressEvent(QKeyEvent *event)
{
    if (navigate(*event))
        return;
    const int index = m_scene.visible().indexOf(m_selected);
    const bool leaf = index >= 0 && m_scene.visible().nodes[index].isLeaf();
    // Of a keypad, and of keyboards on which digits are shifted, too.
    const QString typed = event->modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier) ? QString() : event->text();
    const bool begins = typed.size() == 1 && (typed[0].isDigit() || QStringView(u"+-.,\u2212").contains(typed[0]));
    if (leaf && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)) {
        Q_EMIT editRequested(m_selected, {});
    } else if (leaf && begins) {
        Q_EMIT editRequested(m_selected, typed);
    } else if (index >= 0 && !leaf && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)) {
        Q_EMIT tensorRequested(m_scene.tensorOf(index), false);
    } else if (event->key() == Qt::Key_Escape && !m_selected.isEmpty()) {
        Q_EMIT selectRequested({});
    } else {
        event->ignore(); // arrows step, they do not scroll
    }
}

// Ctrl and an arrow lead along the edges; up and down, which step nothing, do so alone.
bool DiagramView::navigate(QKeyEvent &event)
{
    const bool control = event.modifiers() == Qt::ControlModifier;
    if (!control && event.modifiers() != Qt::NoModifier && event.modifiers() != Qt::KeypadModifier)
        return false;
    const std::tuple<int, Towards, bool> keys[] = { { Qt::Key_Left, Towards::Left, control },
                                                    { Qt::Key_Right, Towards::Right, control },
                                                    { Qt::Key_Up, Towards::Up, true },
                                                    { Qt::Key_Down, Towards::Down, true } };
    const auto *const pressed = std::ranges::find_if(
        keys, [&](const auto &each) { return std::get<int>(each) == event.key() && std::get<bool>(each); });
    if (pressed == std::end(keys))
        return false;
    const int next =
        neighbour(m_scene.visible(), m_scene.layout(), m_scene.visible().indexOf(m_selected), std::get<Towards>(*pressed));
    if (next >= 0)
        selectNode(next);
    return true;
}

// Tab goes from node to node, in the order in which they are computed, and then on to the next widget.
bool DiagramView::focusNextPrevChild(bool next)
{
    if (!hasFocus()) // asked on behalf of the editor, which is going away
        return QAbstractScrollArea::focusNextPrevChild(next);
    const auto &nodes = m_scene.visible().nodes;
    const int index = m_scene.visible().indexOf(m_selected) + (next ? 1 : -1);
    if (index < 0 || index >= nodes.size() || (!next && m_selected.isEmpty())) {
        Q_EMIT selectRequested({});
        return QAbstractScrollArea::focusNextPrevChild(next);
    }
    selectNode(index);
    return true;
}

// By key: the node comes into view if it is not there.
void DiagramView::selectNode(int index)
{
    constexpr int margin = 40;
    const QRect node = mapFromScene(m_scene.layout().nodes[index].outline);
    const QRect wanted = node.adjusted(-margin, -margin, margin, margin);
    const auto beyond = [](int from, int to, int room) { return from < 0 ? from : std::max(0, to - room); };
    QPoint by;
    if (!viewport()->rect().contains(node))
        by = { beyond(wanted.left(), wanted.right(), viewport()->width()),
               beyond(wanted.top(), wanted.bottom(), viewport()->height()) };
    Camera camera = m_camera;
    camera.moveBy(by);
    if (!by.isNull())
        setCamera(camera);
    Q_EMIT selectRequested(m_scene.visible().nodes[index].id);
}

void DiagramView::paintEvent(QPaintEvent *)
{
    const double ratio = devicePixelRatioF();
    const QSizeF size = QSizeF(viewport()->size()) * ratio;
    m_picture.update(m_camera.transform() * QTransform::fromScale(ratio, ratio),
                     { int(std::ceil(size.width())), int(std::ceil(size.height())) });
    if (!m_picture.isSharp())
        m_sharpen.start();
    QPainter painter(viewport());
    if (!m_picture.isSharp()) // it may be smaller than the window by now
        painter.fillRect(viewport()->rect(), m_scene.background());
    m_picture.paint(painter, ratio);
    painter.setWorldTransform(m_camera.transform());
    m_scene.paintForeground(painter);
}

void DiagramView::sharpen()
{
    if (m_picture.isSharp())
        m_sharpen.stop();
    else if (m_picture.sharpen())
        viewport()->update();
}

} // namespace chainrule
