// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/drawing/drawing_maker.h"

#include "engine/non_finite.h"
#include "ui/session/graph_session.h"
#include "ui/session/shares.h"
#include "ui/text/lack_words.h"

#include <algorithm>

namespace chainrule {

bool DrawingMaker::hasValue(const VisibleEdge &edge) const
{
    return edge.source != noNode && m_session.run().hasValue(edge.source);
}

bool DrawingMaker::hasGradient(const VisibleEdge &edge) const
{
    const Run<double> &run = m_session.run();
    if (edge.whole)
        return edge.source != noNode && run.hasGradient(edge.source);
    return edge.consumer != noNode && run.hasEdgeGradient(edge.consumer, edge.input);
}

ArrowDrawing DrawingMaker::plainArrow(int index) const
{
    const VisibleEdge &edge = m_graph.edges[index];
    ArrowDrawing arrow;
    arrow.place = m_layout.edges[index];
    if (edge.source != noNode)
        arrow.shape = m_session.graph().shape(edge.source);
    arrow.valueIsLabel = edge.source != noNode && m_session.graph().isConstant(edge.source) && arrow.shape.isScalar();
    if (index == m_graph.resultEdge)
        arrow.endName = m_session.documentNode(edge.source).name;
    return arrow;
}

ArrowDrawing DrawingMaker::arrow(int index) const
{
    const VisibleEdge &edge = m_graph.edges[index];
    const Run<double> &run = m_session.run();
    ArrowDrawing arrow = plainArrow(index);
    if (hasValue(edge))
        arrow.value.emplace(run.value(edge.source).span());
    if (hasGradient(edge))
        arrow.gradient.emplace((edge.whole ? run.gradient(edge.source) : run.edgeGradient(edge.consumer, edge.input)).span());
    arrow.bringsValue = m_state.bringsValue(edge);
    arrow.bringsGradient = m_state.bringsGradient(edge);
    if (arrow.bringsValue || arrow.bringsGradient)
        arrow.travelled = m_state.travelled;
    arrow.question = questionAt(edge);
    arrow.mark = markAt(edge);
    return arrow;
}

ArrowDrawing::Question DrawingMaker::questionAt(const VisibleEdge &edge) const
{
    if (!hasValue(edge) && m_state.asks({ edge.source, -1 }))
        return ArrowDrawing::Question::Value;
    const bool asks = !hasGradient(edge) && edge.consumer >= 0 && m_state.asks({ edge.consumer, edge.input });
    return asks ? ArrowDrawing::Question::Gradient : ArrowDrawing::Question::None;
}

ArrowDrawing::Mark DrawingMaker::markAt(const VisibleEdge &edge) const
{
    if (m_state.travelled < 1)
        return ArrowDrawing::Mark::None;
    if (m_state.marks.untold.contains(edge.source))
        return ArrowDrawing::Mark::Untold;
    const auto mark = m_state.marks.agrees.constFind(edge.source);
    if (mark == m_state.marks.agrees.constEnd())
        return ArrowDrawing::Mark::None;
    return *mark ? ArrowDrawing::Mark::Agrees : ArrowDrawing::Mark::Differs;
}

Drawing DrawingMaker::arrow(int index, Detail detail) const
{
    if (detail == Detail::All)
        return arrow(index);
    const VisibleEdge &edge = m_graph.edges[index];
    const bool apart = detail == Detail::Shapes && hasGradient(edge);
    return HairlineDrawing{ m_layout.edges[index].curve, hasValue(edge), apart };
}

NodeDrawing DrawingMaker::plainNode(const VisibleNode &node, const NodePlace &place) const
{
    using Kind = NodeDrawing::Kind;
    const bool constant = node.isLeaf() && m_session.document().nodes[node.source].isConstant();
    NodeDrawing drawing;
    drawing.place = place;
    drawing.kind = node.group ? Kind::Group : constant ? Kind::Constant : node.isLeaf() ? Kind::Input : Kind::Operation;
    drawing.label = node.isLeaf() ? leafLabel(m_session, node) : node.symbol;
    if (node.group && node.name != node.symbol)
        drawing.name = node.name;
    if (!node.lack)
        return drawing;
    drawing.lack = words(*node.lack, m_session.document(), node.source);
    drawing.isUnfinished = isUnfinished(*node.lack);
    for (const int port : node.openPorts)
        drawing.openPorts.append(openPort(place.outline, port, int(m_session.document().nodes[node.source].inputs.size())));
    return drawing;
}

NodeDrawing DrawingMaker::node(int index) const
{
    const VisibleNode &node = m_graph.nodes[index];
    NodeDrawing drawing = plainNode(node, m_layout.nodes[index]);
    drawing.action = actionOf(index);
    addNumbers(drawing, node);
    return drawing;
}

NodeDrawing DrawingMaker::ghost(const VisibleNode &node, const NodePlace &place) const
{
    NodeDrawing drawing = plainNode(node, place);
    addNumbers(drawing, node);
    return drawing;
}

void DrawingMaker::addNumbers(NodeDrawing &drawing, const VisibleNode &node) const
{
    drawing.isSelected = m_session.isSelected(node.id);
    drawing.badge = badgeOf(node);
    if (!drawing.place.branch.isNull()) // inside of a folded group nothing is to be seen, branches neither
        drawing.branch = branchOf(node);
}

NodeDrawing::Action DrawingMaker::actionOf(int node) const
{
    if (m_state.inAction != node)
        return NodeDrawing::Action::None;
    return m_state.kind == Step::Kind::Forward ? NodeDrawing::Action::Forward : NodeDrawing::Action::Backward;
}

NodeDrawing::Badge DrawingMaker::badgeOf(const VisibleNode &node) const
{
    const auto has = [&](NonFinite origin) {
        return std::ranges::any_of(node.members, [&](NodeId member) {
            return nonFiniteValue(m_session.run(), member) == origin || nonFiniteGradient(m_session.run(), member) == origin;
        });
    };
    if (std::ranges::any_of(node.members, [&](NodeId member) { return m_state.marks.faulty.contains(member); }))
        return NodeDrawing::Badge::Faulty;
    return has(NonFinite::Made)     ? NodeDrawing::Badge::Made
        : has(NonFinite::Inherited) ? NodeDrawing::Badge::Inherited
                                    : NodeDrawing::Badge::None;
}

std::optional<BranchSum> DrawingMaker::branchOf(const VisibleNode &node) const
{
    const std::vector<double> terms = branchTerms(m_session, node.node);
    if (terms.empty())
        return std::nullopt;
    return BranchSum{ SeenNumbers(terms), SeenNumbers(m_session.run().gradient(node.node).span()),
                      m_session.gradientUses(node.node) <= int(terms.size()) };
}

Drawing DrawingMaker::node(int index, Detail detail) const
{
    if (detail == Detail::All)
        return node(index);
    const VisibleNode &node = m_graph.nodes[index];
    if (node.isLeaf())
        return {};
    return DotDrawing{ m_layout.nodes[index].outline, actionOf(index), m_session.isSelected(node.id) };
}

} // namespace chainrule
