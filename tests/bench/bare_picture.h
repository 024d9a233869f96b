// SPDX-License-Identifier: GPL-3.0-or-later
// The floor that the diagram is measured against: as many nodes and edges as items that QGraphicsView brings along.
#pragma once

#include "ui/diagram/diagram_scene.h"

#include <QtWidgets/QGraphicsEllipseItem>
#include <QtWidgets/QGraphicsView>

namespace chainrule {

// One ellipse per circle, one line per arrow, default pens; where figures can be read, one text for each figure, symbol and
// name. Places, render hints and update mode are the diagram's.
class BarePicture final : public QGraphicsView
{
public:
    explicit BarePicture(const DiagramScene &diagram, QWidget *parent = nullptr)
        : QGraphicsView(parent)
    {
        setScene(&m_scene);
        setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
        setViewportUpdateMode(FullViewportUpdate);
        setFrameShape(NoFrame);
        setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        m_scene.setBackgroundBrush(diagram.background());
        constexpr double roomToPan = 100'000;
        m_scene.setSceneRect(diagram.contentRect().adjusted(-roomToPan, -roomToPan, roomToPan, roomToPan));
        for (int i = 0; i < diagram.visible().edges.size(); ++i)
            addEdge(diagram.drawings().arrow(i), *diagram.style().letters);
        for (int i = 0; i < diagram.visible().nodes.size(); ++i)
            addNode(diagram.visible().nodes[i], diagram.layout().nodes[i].outline);
    }

    void setReadable(bool readable)
    {
        for (QGraphicsItem *text : std::as_const(m_texts))
            text->setVisible(readable);
    }

private:
    void addEdge(const ArrowDrawing &edge, const Lettering &letters)
    {
        for (const double side : { Arrow::apart, -Arrow::apart }) {
            const EdgeCurve arrow = edge.place.curve.shifted(side);
            m_scene.addLine({ arrow.start, arrow.end });
        }
        addText(edge.valueText(), valueRect(edge, letters).topLeft());
        addText(edge.gradientText(), gradientRect(edge, letters).topLeft());
    }

    void addNode(const VisibleNode &node, const QRectF &outline)
    {
        if (node.isLeaf())
            return addText(node.name, outline.topLeft());
        m_scene.addEllipse(outline);
        addText(node.symbol, outline.center());
    }

    void addText(const QString &text, const QPointF &at)
    {
        if (text.isEmpty())
            return;
        m_texts.append(m_scene.addSimpleText(text));
        m_texts.back()->setPos(at);
    }

    QGraphicsScene m_scene;
    QList<QGraphicsItem *> m_texts;
};

} // namespace chainrule
