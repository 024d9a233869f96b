// SPDX-License-Identifier: GPL-3.0-or-later
// An arrow: its value above a thin solid line to the right, its gradient below a thick dashed line to the left.
#pragma once

#include "engine/tensor.h"
#include "ui/diagram/drawing/diagram_item.h"
#include "ui/diagram/drawing/diagram_state.h"
#include "ui/diagram/drawing/diagram_style.h"
#include "ui/diagram/layout/diagram_layout.h"

#include <QtCore/QCoreApplication>

namespace chainrule {

class GraphSession;

// Holds its place and looks up everything else in the session when it is painted. What is not computed is not drawn.
class EdgeItem final : public DiagramItem
{
    Q_DECLARE_TR_FUNCTIONS(EdgeItem)

public:
    // Shows no arrow yet.
    EdgeItem(const DiagramStyle &style, const DiagramState &state, const GraphSession &session);

    // From now on this one. `endName` stands at its right end.
    void show(const VisibleEdge &edge, const EdgePlace &place, const QString &endName);
    const VisibleEdge &edge() const { return m_edge; }
    const EdgePlace &place() const { return m_place; }
    void setPlace(const EdgePlace &place);
    bool hasValue() const;
    bool hasGradient() const;
    QString valueText() const; // empty when not computed yet
    QString gradientText() const;
    QString toolTipText() const;
    // As drawn at rest, in scene coordinates; null when there is nothing.
    QRectF valueRect() const;
    QRectF gradientRect() const;
    // Any one of the two is clicked to edit a leaf.
    bool isFigureAt(const QPointF &scenePoint) const;

    // Where its figures come by while they travel.
    QRectF wayRect() const;

    QRectF boundingRect() const override { return m_bounds; }
    QList<QRectF> boundingParts() const override; // a long slanting arrow's box holds much else
    QPainterPath shape() const override;
    void paintShapes(const Canvas &canvas) const override;
    void paintLetters(QPainter &painter, const QRectF &exposed) const override;

private:
    View<const double> value() const;
    View<const double> gradient() const;
    const Shape &tensorShape() const;
    Appearance look() const override;
    bool asksValue() const; // a question mark stands for it
    bool asksGradient() const;
    bool valueIsLabel() const; // a constant's number stands at its beginning already
    QRectF computeBounds() const;
    QRectF figuresRect() const; // room for any
    void paintValue(QPainter &painter, const QRectF &exposed) const;
    void paintGradient(QPainter &painter, const QRectF &exposed) const;
    void paintQuestion(QPainter &painter) const;
    enum class Mark { None, Agrees, Differs };
    Mark markNow() const;
    void paintMark(QPainter &painter) const;
    void paintHairlines(const Canvas &canvas, Detail detail) const;
    // Along the curve; while the step's figures travel they have not come to their place yet.
    EdgePlace placeNow(bool brought, bool back) const;
    QRectF endRect() const;

    const DiagramStyle &m_style;
    const DiagramState &m_state;
    const GraphSession &m_session;
    VisibleEdge m_edge;
    EdgePlace m_place;
    QString m_endName; // at the right end of the result's arrow
    QRectF m_bounds; // with room for any number: it does not change from step to step
};

} // namespace chainrule
