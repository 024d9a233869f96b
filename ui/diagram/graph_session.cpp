// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/graph_session.h"

#include "ui/diagram/set_value_command.h"

#include <algorithm>

namespace chainrule {

GraphSession::GraphSession(QObject *parent)
    : QObject(parent)
{
}

void GraphSession::open(const GraphDocument &document)
{
    CompiledGraph compiled = compile(document);
    auto run = std::make_unique<Run<double>>(makeRun(document, compiled, Keep::Edges));
    m_trace.reset();
    m_document = document;
    m_compiled = std::move(compiled);
    m_run = std::move(run);
    m_folded.clear();
    for (const DocumentGroup &group : document.groups)
        if (group.folded)
            m_folded.append(group.id);
    m_selected.clear();
    m_undoStack.clear();
    trace(0);
    Q_EMIT documentChanged();
}

// The trace of the steps as they are folded now, at the first position at which so many engine steps have happened.
void GraphSession::trace(int stepsDone)
{
    m_trace = std::make_unique<Trace>(*m_run, momentsOf(m_document, m_compiled, m_folded));
    int position = 0;
    for (int done = 0; done < stepsDone && position < m_trace->count(); ++position)
        done += int(m_trace->moments()[std::size_t(position)].size());
    m_trace->seek(position);
}

int GraphSession::stepsDone() const
{
    int done = 0;
    for (int i = 0; i < m_trace->position(); ++i)
        done += int(m_trace->moments()[std::size_t(i)].size());
    return done;
}

int GraphSession::positionOf(Step step) const
{
    const auto &moments = m_trace->moments();
    const auto has = [&](const Moment &moment) { return std::ranges::count(moment, step) > 0; };
    const auto found = std::ranges::find_if(moments, has);
    return found == moments.end() ? 0 : int(found - moments.begin()) + 1;
}

void GraphSession::setPosition(int position)
{
    const int before = m_trace->position();
    if (position == before + 1)
        m_trace->next();
    else
        m_trace->seek(position);
    if (m_trace->position() == before)
        return;
    // A selected operation takes Explain's attention; the step that happens now wants it.
    if (!m_selected.isEmpty() && !(nodeId(m_selected) >= 0 && graph().isLeaf(nodeId(m_selected))))
        select({});
    Q_EMIT positionChanged();
}

const DocumentGroup *GraphSession::foldedGroupOf(const QString &node) const
{
    const DocumentGroup *outermost = nullptr;
    for (const DocumentGroup &group : m_document.groups)
        if (isFolded(group.id) && group.members.contains(node)
            && (!outermost || group.members.size() > outermost->members.size()))
            outermost = &group;
    return outermost;
}

void GraphSession::setFolded(const QString &group, bool folded)
{
    if (folded == isFolded(group) || !m_document.group(group))
        return;
    const int done = stepsDone();
    if (folded)
        m_folded.append(group);
    else
        m_folded.removeAll(group);
    m_trace.reset();
    trace(done);
    m_selected.clear();
    Q_EMIT structureChanged();
}

void GraphSession::select(const QString &id)
{
    if (id == m_selected)
        return;
    m_selected = id;
    Q_EMIT selectionChanged();
}

void GraphSession::editValue(const QString &leaf, const std::vector<double> &values)
{
    const DocumentNode *node = m_document.node(leaf);
    if (node && node->value.values != values)
        m_undoStack.push(new SetValueCommand(*this, leaf, values));
}

void GraphSession::applyValue(const QString &leaf, const std::vector<double> &values)
{
    const NodeId node = nodeId(leaf);
    m_run->set(node, values);
    m_document.nodes[m_compiled.order[node]].value.values = values;
    m_trace->refresh();
    Q_EMIT valuesChanged();
}

} // namespace chainrule
