// SPDX-License-Identifier: GPL-3.0-or-later
// The picture of a session: the drawings of its visible nodes and arrows, made where and when they are looked at.
#pragma once

#include "ui/diagram/drawing/diagram_state.h"
#include "ui/diagram/drawing/drawing_maker.h"
#include "ui/diagram/drawing/painted_part.h"
#include "ui/diagram/layout/diagram_layout.h"
#include "ui/session/visible_match.h"

#include <QtCore/QObject>
#include <QtGui/QBrush>

#include <functional>
#include <memory>
#include <vector>

namespace chainrule {

// Where drawings are on their way while a group folds.
struct Passages
{
    struct Ghost
    {
        NodeDrawing node;
        Passage passage;
    };

    QHash<int, Passage> nodes; // by index into the VisibleGraph
    QHash<int, Passage> arrows;
    std::vector<Ghost> ghosts; // circles of a picture that is no more

    bool isEmpty() const { return nodes.isEmpty() && arrows.isEmpty() && ghosts.empty(); }
};

class DiagramScene final : public QObject
{
    Q_OBJECT

public:
    explicit DiagramScene(const GraphSession &session, QObject *parent = nullptr);

    void setStyle(const DiagramStyle &style);
    // The pixels that the picture is laid out to fill, with text of at least so many of them.
    void setRoom(const QSizeF &room, double leastText);
    // For the session's graph as it is folded now.
    void rebuild();
    // The same nodes where they stand now.
    void replace();
    // Some of them elsewhere, while they are dragged; indices of visible nodes. replace() puts them back.
    void moveNodes(const QList<int> &nodes, const QPointF &by);
    // The same nodes, for the session's position and values; for its selection.
    void refresh();
    void showSelection() { Q_EMIT refreshed(); }
    void setMarks(const CheckMarks &marks);
    void setAsked(const QList<Asked> &asked);
    const DiagramStyle &style() const { return m_style; }
    void setBackground(const QBrush &background) { m_background = background; }
    const QBrush &background() const { return m_background; }
    // What is drawn over the picture: a gesture under way. It changes more often than the picture, and is drawn apart.
    void setForeground(std::function<void(QPainter &)> paint) { m_foreground = std::move(paint); }
    void changeForeground() { Q_EMIT foregroundChanged(); }
    void paintForeground(QPainter &painter) const;
    // All that touches these pixels, to which `view` leads, with a painter in pixels. It is remembered as painted.
    void paint(QPainter &painter, const QTransform &view, const QRegion &pixels);
    qsizetype countIn(const QRectF &part) const; // circles and arrows
    // Where those of a part are that are drawn other than they were painted last; about `most` are enough.
    QList<QRectF> differentIn(const QRectF &part, Detail detail, qsizetype most) const;
    // How far the figures of the current step have come along their arrows, 0 to 1; at rest 1.
    void setTravelled(double share);
    // Until they are set again, or the picture is another one.
    void setPassages(Passages passages);
    const Passages &passages() const { return m_passages; }

    const GraphSession &session() const { return m_session; }
    const VisibleGraph &visible() const { return m_visible; }
    const DiagramLayout &layout() const { return m_layout; }
    const DiagramState &state() const { return m_state; }
    const QSizeF &room() const { return m_room; }
    double leastText() const { return m_leastText; }
    // As large as it would be, laid out to fill other pixels.
    QSizeF contentIn(const QSizeF &room, double leastText) const;
    QRectF contentRect() const { return m_layout.bounds; }
    // Of all that is drawn now, with room for any numbers.
    QRectF drawnRect() const;
    // What the current step is about; at the start the leaves, at the seed the result.
    QRectF actionRect() const;
    // The figures that came with it.
    QRectF figuresRect() const;
    // As they are drawn now.
    DrawingMaker drawings() const { return { m_session, m_visible, m_layout, m_state }; }
    // The whole picture at rest, in the order in which it is painted.
    std::vector<Drawing> allDrawings(Detail detail) const;
    // By document id; nothing when it is not to be seen. The result's own arrow has an empty `to`.
    std::optional<NodeDrawing> node(const QString &id) const;
    std::optional<ArrowDrawing> arrow(const QString &from, const QString &to) const;
    QStringList pillTexts() const;

    // What is under a point: any node's id, an editable leaf's, or a group's.
    QString nodeAt(const QPointF &point) const;
    QString leafAt(const QPointF &point) const;
    QString groupAt(const QPointF &point) const;
    QString toolTipAt(const QPointF &point) const;
    // Arrows whose bounds a point is in, as indices.
    QList<int> arrowsNear(const QPointF &point) const;
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
    void refreshed(); // wherever drawings are other ones than were painted
    void foregroundChanged();

private:
    void layOut();
    QRectF boundsOf(int drawing) const;
    // Circles and arrows from now on. Returns where those that were there have left something behind.
    QList<QRectF> renewDrawings(const VisibleMatch &match);
    QList<QRectF> renewFrames();
    template <typename Does> void forEachIn(const QRectF &part, const Does &does) const
    {
        const bool atRest = m_passages.nodes.isEmpty();
        for (std::size_t i = 0; i < m_bounds.size(); ++i)
            if (atRest ? m_bounds[i].intersects(part) : m_bounds[i].translated(passageOf(int(i)).by).intersects(part))
                does(int(i));
    }
    Drawing drawing(int index, Detail detail) const;
    Passage passageOf(int drawing) const;
    void refreshPills();
    QRectF pillsRect() const;
    void addPill(const QString &text, int arrow);

    const GraphSession &m_session;
    DiagramStyle m_style;
    QBrush m_background;
    DiagramState m_state;
    std::function<void(QPainter &)> m_foreground;
    QSizeF m_room{ 800, 560 };
    double m_leastText = 12;
    VisibleGraph m_visible;
    DiagramLayout m_layout;
    // Arrows and then circles, in the order in which they are painted. The bounds lie beside each other, so that those in view
    // are soon found among ten thousand.
    std::vector<QRectF> m_bounds;
    int m_arrowCount = 0;
    std::vector<std::unique_ptr<Drawing>> m_painted; // as each was last; null when it is to be painted again in any case
    std::vector<Drawing> m_frames; // beneath all else
    std::vector<Drawing> m_pills; // of this step, above all else
    Passages m_passages;
};

} // namespace chainrule
