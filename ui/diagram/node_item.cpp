// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/node_item.h"

#include "ui/diagram/figure.h"
#include "ui/diagram/graph_session.h"
#include "ui/diagram/shares.h"
#include "ui/text/numbers.h"

#include <QtGui/QFontMetricsF>
#include <QtGui/QPainter>

namespace chainrule {

namespace {

constexpr double ringGap = 7;
constexpr double ringWidth = 3;
constexpr double reachOut = 14; // beyond the outline: ring and focus
constexpr double branchHeight = 20;
constexpr std::size_t mostTerms = 3;

} // namespace

NodeItem::NodeItem(const DiagramStyle &style, const GraphSession &session, const VisibleNode &node, const NodePlace &place)
    : m_style(style)
    , m_session(session)
    , m_node(node)
    , m_place(place)
{
    setZValue(1);
}

bool NodeItem::isEditable() const
{
    return m_node.isLeaf();
}

void NodeItem::refresh(bool inAction)
{
    prepareGeometryChange();
    m_inAction = inAction;
    setToolTip(toolTipText());
    update();
}

QString NodeItem::toolTipText() const
{
    const Run<double> &run = m_session.run();
    const Shape &shape = m_session.graph().shape(m_node.node);
    QString text = m_node.name;
    if (run.hasValue(m_node.node))
        text += QLatin1Char('\n') + tr("value") + QLatin1Char(' ') + exactFigureText(shape, run.value(m_node.node));
    if (run.hasGradient(m_node.node))
        text += QLatin1Char('\n') + tr("gradient") + QLatin1Char(' ') + exactFigureText(shape, run.gradient(m_node.node));
    return text;
}

QString NodeItem::branchText() const
{
    // Inside of a folded group nothing is to be seen, branches neither.
    const std::vector<double> terms = m_node.group ? std::vector<double>() : branchTerms(m_session, m_node.node);
    if (terms.size() < 2)
        return {};
    const QString sum = displayNumber(m_session.run().gradient(m_node.node)[0]);
    if (terms.size() > mostTerms)
        return QStringLiteral("Σ = ") + sum;
    QStringList texts;
    for (const double term : terms)
        texts.append(texts.isEmpty() ? displayNumber(term) : displayFactor(term));
    return texts.join(QStringLiteral(" + ")) + QStringLiteral(" = ") + sum;
}

QRectF NodeItem::branchRect() const
{
    const QFontMetricsF metrics(m_style.figureFont(true));
    const double width = metrics.horizontalAdvance(branchText());
    const QRectF &outline = m_place.outline;
    const double left = m_node.isLeaf() ? outline.right() - width : outline.center().x() - width / 2;
    return { left, outline.bottom() + (m_node.isLeaf() ? 0 : ringGap + ringWidth), width, branchHeight };
}

QRectF NodeItem::boundingRect() const
{
    QRectF rect = m_place.outline.adjusted(-reachOut, -reachOut, reachOut, reachOut);
    if (m_node.group)
        rect.adjust(-40, 0, 40, branchHeight + reachOut); // the group's name below
    return rect | branchRect();
}

QPainterPath NodeItem::shape() const
{
    QPainterPath path;
    path.addRoundedRect(m_place.outline.adjusted(-4, -4, 4, 4), 8, 8);
    return path;
}

void NodeItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    if (m_node.isLeaf())
        paintLeaf(*painter);
    else
        paintOperation(*painter);
    paintBranch(*painter);
}

void NodeItem::paintLeaf(QPainter &painter) const
{
    const bool constant = m_session.documentNode(m_node.node).isConstant();
    if (m_session.selected() == m_node.id) {
        painter.setPen(QPen(m_style.theme.accent, 1.5));
        painter.setBrush(m_style.theme.accentTint);
        painter.drawRoundedRect(m_place.outline.adjusted(-7, -4, 7, 4), 6, 6);
    }
    painter.setFont(nameFont(m_style.font));
    painter.setPen(constant ? m_style.theme.mutedText : m_style.theme.text);
    painter.drawText(m_place.outline, Qt::AlignCenter | Qt::TextDontClip, leafLabel(m_session, m_node));
}

void NodeItem::paintOperation(QPainter &painter) const
{
    const QRectF &outline = m_place.outline;
    const Theme &theme = m_style.theme;
    if (m_inAction || m_session.selected() == m_node.id) {
        const bool forward = m_inAction && m_session.moment()->front().kind == Step::Kind::Forward;
        const QColor color = !m_inAction ? theme.accent : forward ? theme.forward : theme.backward;
        const QRectF ring = outline.adjusted(-ringGap, -ringGap, ringGap, ringGap);
        painter.setPen(QPen(color, m_inAction ? ringWidth : 1.5));
        painter.setBrush(theme.canvas);
        painter.drawRoundedRect(ring, ring.height() / 2, ring.height() / 2);
    }
    painter.setPen(QPen(theme.text, 2));
    painter.setBrush(theme.canvas);
    painter.drawRoundedRect(outline, outline.height() / 2, outline.height() / 2);
    const QFont font = symbolFont(m_style.font, m_node.symbol);
    painter.setFont(font);
    // Centred on the ink: the line box of a font stands higher than its signs.
    const QRectF ink = QFontMetricsF(font).tightBoundingRect(m_node.symbol);
    const double advance = QFontMetricsF(font).horizontalAdvance(m_node.symbol);
    painter.drawText(QPointF(outline.center().x() - advance / 2, outline.center().y() - ink.center().y()), m_node.symbol);
    if (m_node.group && m_node.name != m_node.symbol) {
        painter.setFont(nameFont(m_style.font));
        painter.setPen(theme.mutedText);
        const QRectF below(outline.center().x() - 100, outline.bottom() + ringGap + ringWidth, 200, branchHeight);
        painter.drawText(below, Qt::AlignHCenter | Qt::AlignTop | Qt::TextDontClip, m_node.name);
    }
}

void NodeItem::paintBranch(QPainter &painter) const
{
    const QString text = branchText();
    if (text.isEmpty())
        return;
    QFont font = m_style.figureFont(true);
    painter.setFont(font);
    painter.setPen(m_style.theme.backward);
    painter.drawText(branchRect(), Qt::AlignCenter | Qt::TextDontClip, text);
}

} // namespace chainrule
