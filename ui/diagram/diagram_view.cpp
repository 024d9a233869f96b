// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/diagram_view.h"

#include "ui/diagram/diagram_scene.h"

#include <QtGui/QMouseEvent>
#include <QtGui/QNativeGestureEvent>
#include <QtGui/QWheelEvent>
#include <QtWidgets/QScrollBar>

#include <algorithm>
#include <cmath>

namespace chainrule {

namespace {

constexpr double zoomStep = 1.2;
constexpr double smallest = 0.2;
constexpr double largest = 8;
constexpr double fitMargin = 8; // px
// A small graph in a large window: as large as still looks like a drawing, not a poster.
constexpr double heightAtScaleOne = 600;
constexpr double largestFit = 3;

} // namespace

DiagramView::DiagramView(DiagramScene &scene, QWidget *parent)
    : QGraphicsView(&scene, parent)
    , m_scene(scene)
{
    setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTransformationAnchor(AnchorUnderMouse);
    setViewportUpdateMode(FullViewportUpdate); // a step changes most of the picture
    setMouseTracking(true);
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
    const double now = transform().m11();
    const double wanted = std::clamp(now * factor, smallest, largest);
    m_fitted = false;
    scale(wanted / now, wanted / now);
    Q_EMIT viewMoved();
}

void DiagramView::fit()
{
    m_fitted = true;
    const double most = std::clamp(viewport()->height() / heightAtScaleOne, 1.0, largestFit);
    m_scene.setRoom(QSizeF(viewport()->size()) / most);
    const QRectF content = m_scene.contentRect();
    if (content.isEmpty())
        return;
    const QSizeF room = QSizeF(viewport()->size()) - QSizeF(2 * fitMargin, 2 * fitMargin);
    const double scale = std::clamp(std::min(room.width() / content.width(), room.height() / content.height()), smallest, most);
    setTransform(QTransform::fromScale(scale, scale));
    centerOn(content.center());
    Q_EMIT viewMoved();
}

void DiagramView::wheelEvent(QWheelEvent *event)
{
    constexpr double notch = 120;
    zoomBy(std::pow(zoomStep, event->angleDelta().y() / notch));
    event->accept();
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
    return QGraphicsView::viewportEvent(event);
}

void DiagramView::mousePressEvent(QMouseEvent *event)
{
    setFocus();
    const QPointF point = mapToScene(event->pos());
    if (event->button() == Qt::LeftButton) {
        const QString leaf = m_scene.leafAt(point);
        Q_EMIT selectRequested(leaf.isEmpty() ? m_scene.nodeAt(point) : leaf);
    }
    if (event->button() == Qt::LeftButton || event->button() == Qt::MiddleButton) {
        m_panning = true;
        m_panFrom = event->pos();
    }
    event->accept();
}

void DiagramView::mouseMoveEvent(QMouseEvent *event)
{
    if (m_panning) {
        const QPoint by = event->pos() - m_panFrom;
        if (by.manhattanLength() > 0 && (m_panFrom - event->pos()).manhattanLength() >= 1) {
            m_fitted = false;
            viewport()->setCursor(Qt::ClosedHandCursor);
            horizontalScrollBar()->setValue(horizontalScrollBar()->value() - by.x());
            verticalScrollBar()->setValue(verticalScrollBar()->value() - by.y());
            m_panFrom = event->pos();
        }
        return;
    }
    const bool editable = !m_scene.leafAt(mapToScene(event->pos())).isEmpty();
    viewport()->setCursor(editable ? Qt::IBeamCursor : Qt::ArrowCursor);
}

void DiagramView::mouseReleaseEvent(QMouseEvent *event)
{
    m_panning = false;
    viewport()->unsetCursor();
    event->accept();
}

void DiagramView::mouseDoubleClickEvent(QMouseEvent *event)
{
    m_panning = false;
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
    const int index = m_scene.visible().indexOf(m_selected);
    const bool leaf = index >= 0 && m_scene.visible().nodes[index].isLeaf();
    const QString typed = event->text();
    const bool begins =
        typed.size() == 1 && (typed[0].isDigit() || typed[0] == QLatin1Char('-') || typed[0] == QLatin1Char('.'));
    if (leaf && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)) {
        Q_EMIT editRequested(m_selected, {});
    } else if (leaf && begins && event->modifiers() == Qt::NoModifier) {
        Q_EMIT editRequested(m_selected, typed);
    } else if (index >= 0 && !leaf && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)) {
        Q_EMIT tensorRequested(m_scene.tensorOf(index), false);
    } else if (event->key() == Qt::Key_Escape && !m_selected.isEmpty()) {
        Q_EMIT selectRequested({});
    } else {
        QAbstractScrollArea::keyPressEvent(event); // not QGraphicsView's: arrows step, they do not scroll
        event->ignore();
    }
}

// Tab goes from node to node, in the order in which they are computed, and then on to the next widget.
bool DiagramView::focusNextPrevChild(bool next)
{
    if (!hasFocus()) // asked on behalf of the editor, which is going away
        return QGraphicsView::focusNextPrevChild(next);
    const auto &nodes = m_scene.visible().nodes;
    const int index = m_scene.visible().indexOf(m_selected) + (next ? 1 : -1);
    if (index < 0 || index >= nodes.size() || (!next && m_selected.isEmpty())) {
        Q_EMIT selectRequested({});
        return QGraphicsView::focusNextPrevChild(next);
    }
    Q_EMIT selectRequested(nodes[index].id);
    return true;
}

void DiagramView::resizeEvent(QResizeEvent *event)
{
    QGraphicsView::resizeEvent(event);
    if (m_fitted)
        fit();
    Q_EMIT viewMoved();
}

void DiagramView::scrollContentsBy(int dx, int dy)
{
    QGraphicsView::scrollContentsBy(dx, dy);
    Q_EMIT viewMoved();
}

} // namespace chainrule
