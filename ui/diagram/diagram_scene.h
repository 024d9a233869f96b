// SPDX-License-Identifier: GPL-3.0-or-later
// The picture of a session: items for its visible nodes and arrows. Stores no numbers.
#pragma once

#include "ui/diagram/drawing/diagram_state.h"
#include "ui/diagram/drawing/diagram_style.h"
#include "ui/diagram/drawing/painted_part.h"
#include "ui/diagram/layout/diagram_layout.h"

#include <QtWidgets/QGraphicsScene>

#include <functional>
#include <vector>

namespace chainrule {

class EdgeItem;
class FrameItem;
class NodeItem;
class PillItem;

class DiagramScene final : public QGraphicsScene
{
    Q_OBJECT

public:
    explicit DiagramScene(const GraphSession &session, QObject *parent = nullptr);
    ~DiagramScene() override;

    void setStyle(const DiagramStyle &style);
    // The pixels that the picture is laid out to fill, with text of at least so many of them.
    void setRoom(const QSizeF &room, double leastText);
    // Items for the session's graph as it is folded now; those that were there before go on.
    void rebuild();
    // The same items where they stand now.
    void replace();
    // Some of them elsewhere, while they are dragged; indices of visible nodes. replace() puts them back.
    void moveNodes(const QList<int> &nodes, const QPointF &by);
    // The same items, for the session's position and values; for its selection.
    void refresh();
    void showSelection() { Q_EMIT refreshed(); }
    void setMarks(const CheckMarks &marks);
    void setAsked(const QList<Asked> &asked);
    const DiagramStyle &style() const { return m_style; }
    // What is drawn over the picture: a gesture under way. It changes more often than the picture, and is drawn apart.
    void setForeground(std::function<void(QPainter &)> paint) { m_foreground = std::move(paint); }
    void changeForeground() { Q_EMIT foregroundChanged(); }
    void paintForeground(QPainter &painter) const;
    // All items that touch these pixels, to which `view` leads.
    PaintedPart partAt(const QTransform &view, const QRegion &pixels) const;
    qsizetype countIn(const QRectF &part) const; // circles and arrows
    // Where those of a part are that would be painted other than they were last; about `most` are enough.
    QList<QRectF> differentIn(const QRectF &part, qsizetype most) const;
    // How far the figures of the current step have come along their arrows, 0 to 1; at rest 1.
    void setTravelled(double share);

    const GraphSession &session() const { return m_session; }
    const VisibleGraph &visible() const { return m_visible; }
    const DiagramLayout &layout() const { return m_layout; }
    const DiagramState &state() const { return m_state; }
    const QSizeF &room() const { return m_room; }
    double leastText() const { return m_leastText; }
    QRectF contentRect() const { return m_layout.bounds; }
    // All that is to be seen now, labels, figures and outlines included.
    QRectF everything() const;
    // What the current step is about; at the start the leaves, at the seed the result.
    QRectF actionRect() const;
    const QList<NodeItem *> &nodeItems() const { return m_nodes; }
    const QList<EdgeItem *> &edgeItems() const { return m_edges; }
    // By document id; nullptr when it is not to be seen. The result's own arrow has an empty `to`.
    const NodeItem *nodeItem(const QString &id) const;
    const EdgeItem *edgeItem(const QString &from, const QString &to) const;
    QStringList pillTexts() const;
    // Circles of a picture that is no more, on their way out.
    NodeItem *addGhost(const VisibleNode &node, const NodePlace &place);
    void removeGhosts();
    // For whoever moves items on their way.
    void changeAll();

    // What is under a point: an editable leaf's id, or a group's.
    QString nodeAt(const QPointF &point) const;
    QString leafAt(const QPointF &point) const;
    QString groupAt(const QPointF &point) const;
    // The document's node whose matrix is shown at a point, on an arrow or in a circle; none for a single number.
    struct TensorAt
    {
        QString node;
        bool gradient = false;
    };
    TensorAt tensorAt(const QPointF &point) const;
    QString tensorOf(int visibleNode) const;
    // Where a leaf's editor belongs: around the value on its first arrow.
    QRectF valueRect(const QString &leaf) const;

Q_SIGNALS:
    void aboutToRebuild(); // indices will mean others
    void pictureChanged(); // it looks different, anywhere
    void partsChanged(const QList<QRectF> &parts); // only there
    void refreshed(); // where items look different
    void foregroundChanged();

protected:
    void helpEvent(QGraphicsSceneHelpEvent *event) override;

private:
    void layOut();
    // These items from now on: `before` has the index of each among those that there were, -1 for a new one. Returns where
    // items have left something behind.
    template <class Item, class Show> QList<QRectF> renew(QList<Item *> &items, const QList<int> &before, const Show &show);
    QList<QRectF> renewFrames();
    template <typename Does> void forEachIn(const QRectF &part, const Does &does) const; // arrow, then circle
    void refreshPills();
    QRectF pillsRect() const;
    void addPill(const QString &text, const EdgeItem &edge);

    const GraphSession &m_session;
    DiagramStyle m_style;
    DiagramState m_state;
    std::function<void(QPainter &)> m_foreground;
    QSizeF m_room{ 800, 560 };
    double m_leastText = 12;
    VisibleGraph m_visible;
    DiagramLayout m_layout;
    // Ours, and not in the scene's own list of items: of 100,000 nodes each that leaves it has all others counted anew.
    QList<NodeItem *> m_nodes;
    QList<NodeItem *> m_ghosts;
    QList<EdgeItem *> m_edges;
    QList<FrameItem *> m_frames;
    // Of all arrows and circles, in the order in which they are painted; beside each other, so that those in view are soon
    // found among ten thousand. Empty until they are asked for.
    struct Box
    {
        QRectF box;
        DiagramItem *item;
    };
    mutable std::vector<Box> m_boxes;
    QList<PillItem *> m_pills; // of this step
    QList<PillItem *> m_allPills; // they stay: a scene sorts all that is in it when something is added or goes
};

} // namespace chainrule
