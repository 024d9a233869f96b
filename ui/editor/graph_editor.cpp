// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/graph_editor.h"

#include "document/edit_words.h"
#include "document/fault_document.h"
#include "document/graph_fragment.h"
#include "ui/diagram/diagram_scene.h"
#include "ui/editor/words/editor_words.h"
#include "ui/session/graph_session.h"

#include <algorithm>
#include <utility>

namespace chainrule {

namespace {

constexpr QPointF besideCopied(4 * edit::placeGrid, 4 * edit::placeGrid);

QRectF boundsOf(const GraphDocument &document)
{
    QRectF bounds;
    for (const DocumentNode &node : document.nodes)
        bounds |= QRectF(node.position - QPointF(1, 1), QSizeF(2, 2));
    return bounds;
}

// A leaf that was typed has its name or number from the beginning.
GraphDocument filledIn(GraphDocument document, const QString &id, const NewNode &as)
{
    if (!as.name.isEmpty() && !edit::nameFault(document, id, as.name))
        document = edit::rename(document, id, as.name);
    return as.value ? edit::setValue(document, id, Tensor::scalar(*as.value)) : document;
}

GraphDocument joined(const GraphDocument &document, const QString &node, const Socket &socket)
{
    if (socket.isOutput())
        return edit::connect(document, socket.node, node, 0);
    return socket.isInput() ? edit::connect(document, node, socket.node, socket.port) : document;
}

} // namespace

GraphEditor::GraphEditor(GraphSession &session, DiagramScene &scene, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_scene(scene)
{
}

void GraphEditor::setOn(bool on)
{
    if (std::exchange(m_on, on) != on)
        Q_EMIT toggled(on);
}

QPointF GraphEditor::atRest(const QPointF &position) const
{
    return m_snaps ? edit::snapped(position) : position;
}

GraphDocument GraphEditor::ground() const
{
    if (m_session.document().placed)
        return m_session.document();
    QHash<QString, QPointF> centres;
    const Spacing &spacing = m_scene.layout().spacing;
    for (const DocumentNode &node : m_session.document().nodes)
        centres.insert(node.id, spacing.map(node.position));
    const VisibleGraph &visible = m_scene.visible();
    for (int i = 0; i < visible.nodes.size(); ++i)
        centres.insert(visible.nodes[i].id, m_scene.layout().nodes[i].centre);
    return edit::placeAt(m_session.document(), centres);
}

void GraphEditor::apply(const GraphDocument &after, const QString &text)
{
    // The fault lab will put back what it took out, as it was.
    if (faultyNode(m_session.document()))
        return Q_EMIT refused(tr("There is a fault in the graph: repair it before you edit."));
    m_session.editDocument(after, text);
}

void GraphEditor::selectNew(const QStringList &ids)
{
    m_session.selectSeveral(QSet<QString>(ids.begin(), ids.end()), ids.value(0));
}

void GraphEditor::add(const NewNode &node, const QPointF &position, const Socket &socket)
{
    const edit::Edited added = edit::addNode(ground(), node.op, atRest(position));
    if (added.ids.isEmpty())
        return;
    const QString id = added.ids.front();
    apply(joined(filledIn(added.document, id, node), id, socket), tr("Add %1").arg(nameOfOperation(node.op)));
    selectNew(added.ids);
}

void GraphEditor::addOnWire(const NewNode &node, const QPointF &position, const Socket &wire)
{
    const edit::Edited added = edit::insertOnWire(ground(), wire.node, wire.port, node.op, atRest(position));
    if (added.ids.isEmpty())
        return Q_EMIT refused(tr("%1 takes no input: it cannot stand on a wire.").arg(nameOfOperation(node.op)));
    apply(added.document, tr("Insert %1").arg(nameOfOperation(node.op)));
    selectNew(added.ids);
}

void GraphEditor::connectSockets(const Socket &from, const Socket &to, const Socket &instead)
{
    if (!from.isOutput() || !to.isInput() || to == instead)
        return;
    GraphDocument document = ground();
    if (instead.isInput())
        document = edit::disconnect(document, instead.node, instead.port);
    apply(edit::connect(document, from.node, to.node, to.port), tr("Connect"));
}

void GraphEditor::disconnectInput(const Socket &input)
{
    apply(edit::disconnect(ground(), input.node, input.port), tr("Disconnect"));
}

void GraphEditor::replace(const QString &node, const NewNode &with)
{
    apply(filledIn(edit::replaceOp(ground(), node, with.op), node, with), tr("Replace with %1").arg(nameOfOperation(with.op)));
}

void GraphEditor::rename(const QString &id, const QString &name)
{
    apply(edit::rename(m_session.document(), id, name), tr("Rename %1").arg(name));
}

void GraphEditor::setNote(const QString &node, const QString &note)
{
    apply(edit::setNote(m_session.document(), node, note), tr("Note"));
}

void GraphEditor::setAttribute(const QString &node, const QString &attribute, std::optional<double> value)
{
    apply(edit::setAttribute(ground(), node, attribute, value), tr("Set %1").arg(attribute));
}

void GraphEditor::setResult(const QString &node)
{
    apply(edit::setResult(ground(), node), tr("Result"));
}

void GraphEditor::move(const QStringList &ids, const QPointF &by, const Socket &wire)
{
    if (by.isNull())
        return;
    const GraphDocument moved = edit::move(ground(), ids, by);
    if (wire.isInput() && ids.size() == 1)
        return apply(edit::putOnWire(moved, wire.node, wire.port, ids.front()), tr("Insert on the wire"));
    apply(moved, tr("Move"));
}

QStringList GraphEditor::selection() const
{
    return m_session.selection().values();
}

void GraphEditor::selectAll()
{
    QSet<QString> all;
    for (const VisibleNode &node : m_scene.visible().nodes)
        all.insert(node.id);
    m_session.selectSeveral(all, m_session.selected());
}

void GraphEditor::removeSelected()
{
    apply(edit::remove(ground(), selection()), tr("Delete"));
}

void GraphEditor::nudge(const QPointF &by)
{
    apply(edit::move(ground(), selection(), by), tr("Move"));
}

void GraphEditor::align(edit::Alignment alignment)
{
    apply(edit::align(ground(), selection(), alignment), tr("Align"));
}

void GraphEditor::group()
{
    const GraphDocument document = ground();
    if (const auto fault = edit::groupFault(document, selection()))
        return Q_EMIT refused(words(*fault));
    const edit::Edited grouped = edit::group(document, selection(), {});
    apply(grouped.document, tr("Group"));
    m_session.select(grouped.ids.value(0));
}

void GraphEditor::ungroup()
{
    QString wanted = m_session.selected();
    const QList<DocumentGroup> &groups = m_session.document().groups;
    qsizetype smallest = 0;
    for (const DocumentGroup &group : groups)
        if (group.id == wanted
            || (group.members.contains(m_session.selected()) && !m_session.document().group(wanted)
                && (smallest == 0 || group.members.size() < smallest))) {
            smallest = group.members.size();
            wanted = group.id;
        }
    if (!m_session.document().group(wanted))
        return Q_EMIT refused(tr("Select a group, or a node in one, to dissolve it."));
    apply(edit::ungroup(ground(), wanted), tr("Ungroup"));
}

GraphDocument GraphEditor::copied() const
{
    return edit::copy(ground(), selection());
}

void GraphEditor::duplicate()
{
    paste(copied());
}

// Below what it would lie on.
QRectF GraphEditor::besideAll(QRectF bounds) const
{
    constexpr double apart = 96; // of the middles of two nodes
    const auto lies = [&](const DocumentNode &node) {
        return bounds.adjusted(-apart, -apart, apart, apart).contains(node.position);
    };
    const GraphDocument document = ground();
    if (std::ranges::any_of(document.nodes, lies))
        bounds.moveTop(boundsOf(document).bottom() + apart);
    return bounds;
}

void GraphEditor::paste(const GraphDocument &fragment, const std::optional<QPointF> &centre)
{
    const QRectF bounds = boundsOf(fragment);
    const QPointF offset =
        centre ? besideAll(bounds.translated(*centre - bounds.center())).topLeft() - bounds.topLeft() : besideCopied;
    const edit::Edited pasted = edit::paste(ground(), fragment, m_snaps ? edit::snapped(offset) : offset);
    apply(pasted.document, tr("Paste"));
    if (!pasted.ids.isEmpty())
        selectNew(pasted.ids);
}

} // namespace chainrule
