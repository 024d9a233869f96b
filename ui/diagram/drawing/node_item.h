// SPDX-License-Identifier: GPL-3.0-or-later
// A circle with its operation's symbol, or a leaf's name. One class for all operations.
#pragma once

#include "ui/diagram/drawing/diagram_item.h"
#include "ui/diagram/drawing/diagram_state.h"
#include "ui/diagram/drawing/diagram_style.h"
#include "ui/diagram/layout/diagram_layout.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QStringList>

namespace chainrule {

class GraphSession;

// Holds its place and looks up everything else in the session when it is painted.
class NodeItem final : public DiagramItem
{
    Q_DECLARE_TR_FUNCTIONS(NodeItem)

public:
    // Shows no node yet.
    NodeItem(const DiagramStyle &style, const DiagramState &state, const GraphSession &session);

    // From now on this one; `index` is the node's in the VisibleGraph.
    void show(const VisibleNode &node, int index, const NodePlace &place);
    const VisibleNode &node() const { return m_node; }
    const NodePlace &place() const { return m_place; }
    // Where a leaf's value is edited; empty for what computes its own.
    bool isEditable() const;
    // At a branch: the terms that its gradient is summed from, as far as they have been computed.
    QString branchText() const { return branchPieces().join(QLatin1Char(' ')); }
    QRectF branchRect() const; // where they stand now; null when there are none

    QString toolTipText() const;
    // What it lacks, to be read at it; empty when it lacks nothing.
    const QString &lackText() const { return m_lack; }
    // Where its open ports are.
    QList<QPointF> openPorts() const;
    void setPlace(const NodePlace &place);

    QRectF boundingRect() const override { return m_bounds; }
    QPainterPath shape() const override;
    void paintShapes(const Canvas &canvas) const override;
    void paintLetters(QPainter &painter, const QRectF &exposed) const override;

private:
    bool isInAction() const { return m_state.inAction == m_index; }
    Appearance look() const override;
    enum class Badge { None, Faulty, Made, Inherited };
    Badge badgeNow() const;
    QRectF computeBounds() const;
    void paintDot(QPainter &painter) const;
    void paintRing(QPainter &painter) const;
    void paintCircle(QPainter &painter) const;
    void paintName(QPainter &painter) const;
    void paintSymbol(QPainter &painter) const;
    void paintBranch(QPainter &painter) const;
    void paintBadge(QPainter &painter) const;
    void paintLack(QPainter &painter) const;
    QRectF lackRect() const;
    QStringList branchPieces() const; // each with its sign: "5", "+ 2", "= 7"
    QStringList branchLines() const; // as they are painted
    QRectF branchRect(const QSizeF &size) const;

    const DiagramStyle &m_style;
    const DiagramState &m_state;
    const GraphSession &m_session;
    VisibleNode m_node;
    int m_index = -1;
    NodePlace m_place;
    QString m_lack;
    QStringList m_lackLines; // as it is painted
    QRectF m_bounds;
};

} // namespace chainrule
