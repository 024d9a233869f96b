// SPDX-License-Identifier: GPL-3.0-or-later
// An arrow: its value above a thin solid line to the right, its gradient below a thick dashed line to the left.
#pragma once

#include "engine/tensor.h"
#include "ui/diagram/diagram_layout.h"
#include "ui/diagram/diagram_style.h"

#include <QtCore/QCoreApplication>
#include <QtWidgets/QGraphicsItem>

namespace chainrule {

class GraphSession;

// Where to put emphasis: on the value that was just computed, or on the gradient.
enum class EdgeAccent { None, Value, Gradient };

// Holds its place and looks up everything else in the session when it is painted. What is not computed is not drawn.
class EdgeItem final : public QGraphicsItem
{
    Q_DECLARE_TR_FUNCTIONS(EdgeItem)

public:
    EdgeItem(const DiagramStyle &style, const GraphSession &session, const VisibleEdge &edge, const EdgePlace &place,
             const QString &endName);

    const VisibleEdge &edge() const { return m_edge; }
    const EdgePlace &place() const { return m_place; }
    bool hasValue() const;
    bool hasGradient() const;
    QString valueText() const; // empty when not computed yet
    QString gradientText() const;
    // As drawn now, in scene coordinates; null when there is nothing.
    QRectF valueRect() const;
    QRectF gradientRect() const;
    // Any one of the two is clicked to edit a leaf.
    bool isFigureAt(const QPointF &scenePoint) const;

    void refresh(EdgeAccent accent);

    QRectF boundingRect() const override;
    QPainterPath shape() const override;
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *) override;

private:
    View<const double> value() const;
    View<const double> gradient() const;
    const Shape &tensorShape() const;
    bool valueIsLabel() const; // a constant's number stands at its beginning already
    void paintForward(QPainter &painter) const;
    void paintBackward(QPainter &painter) const;
    QRectF endRect() const;

    const DiagramStyle &m_style;
    const GraphSession &m_session;
    VisibleEdge m_edge;
    EdgePlace m_place;
    QString m_endName; // at the right end of the result's arrow
    EdgeAccent m_accent = EdgeAccent::None;
};

} // namespace chainrule
