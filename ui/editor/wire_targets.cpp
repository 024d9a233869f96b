// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/wire_targets.h"

#include "document/attributes.h"
#include "document/compiled_graph.h"
#include "document/graph_edit.h"
#include "ui/diagram/diagram_scene.h"
#include "ui/editor/sockets.h"
#include "ui/editor/words/editor_words.h"
#include "ui/session/graph_session.h"
#include "ui/text/lack_words.h"

namespace chainrule {

namespace {

// The shapes that a node would be given with this source at one of its ports; nothing while some are not known.
std::optional<std::vector<Shape>> shapesWith(const GraphSession &session, const DocumentNode &node, int port,
                                             const QString &source)
{
    std::vector<Shape> shapes;
    for (int k = 0; k < node.inputs.size(); ++k) {
        const NodeId input = session.nodeId(k == port ? source : node.inputs[k]);
        if (input == noNode)
            return std::nullopt;
        shapes.push_back(session.graph().shape(input));
    }
    return shapes;
}

std::optional<NodeLack> shapeLack(const GraphSession &session, const QString &consumer, int port, const QString &source)
{
    const DocumentNode *node = session.document().node(consumer);
    const Op *op = node ? findOp(node->op.toStdString()) : nullptr;
    if (!op || op->arity != node->inputs.size())
        return std::nullopt;
    const auto shapes = shapesWith(session, *node, port, source);
    const auto attributes = attributeValues(*op, node->attributes);
    if (!shapes || !attributes || op->shape(*shapes, *attributes))
        return std::nullopt;
    return NodeLack{ NodeLack::Kind::Shape, port, *shapes };
}

// Finds the sockets at the other end, one visible node after the other.
class Search
{
public:
    Search(const DiagramScene &scene, const Socket &from)
        : m_scene(scene)
        , m_sockets(scene)
        , m_from(from)
        , m_circular(from.isOutput() ? edit::ancestors(scene.session().document(), from.node)
                                     : edit::descendants(scene.session().document(), from.node))
    {
    }

    QList<WireTarget> targets()
    {
        for (int node = 0; node < m_scene.visible().nodes.size(); ++node)
            if (m_from.isOutput())
                addInputs(node);
            else
                addOutput(node);
        return m_targets;
    }

private:
    void addInputs(int node)
    {
        const VisibleNode &visible = m_scene.visible().nodes[node];
        if (visible.group)
            return;
        const DocumentNode &source = m_scene.session().document().nodes[visible.source];
        for (int port = 0; port < source.inputs.size(); ++port)
            if (const auto place = m_sockets.place({ visible.id, port }))
                m_targets.append({ { visible.id, port },
                                   *place,
                                   node,
                                   visible.openPorts.contains(port),
                                   m_circular.contains(visible.id),
                                   fits(m_from.node, visible.id, port, visible.id) });
    }

    void addOutput(int node)
    {
        const Socket output = m_sockets.outputOf(node);
        if (output.isNone())
            return;
        if (const auto place = m_sockets.place(output))
            m_targets.append({ output, *place, node, true, m_circular.contains(output.node),
                               fits(output.node, m_from.node, m_from.port, output.node) });
    }

    bool fits(const QString &source, const QString &consumer, int port, const QString &found) const
    {
        return !m_circular.contains(found) && !shapeLack(m_scene.session(), consumer, port, source);
    }

    const DiagramScene &m_scene;
    Sockets m_sockets;
    Socket m_from;
    QSet<QString> m_circular; // what would close a circle
    QList<WireTarget> m_targets;
};

} // namespace

QList<WireTarget> wireTargets(const DiagramScene &scene, const Socket &from)
{
    return Search(scene, from).targets();
}

QString refusal(const DiagramScene &scene, const Socket &from, const Socket &to)
{
    const Socket &output = from.isOutput() ? from : to;
    const Socket &input = from.isOutput() ? to : from;
    const GraphDocument &document = scene.session().document();
    if (edit::wireFault(document, output.node, input.node, input.port) == edit::WireFault::Cycle)
        return cycleWords(document, output.node, input.node);
    const auto lack = shapeLack(scene.session(), input.node, input.port, output.node);
    return lack ? words(*lack, document, int(document.node(input.node) - document.nodes.constData())) : QString();
}

} // namespace chainrule
