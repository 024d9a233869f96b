// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/graph_session.h"

#include "document/compiled_graph.h"
#include "ui/session/edit_command.h"
#include "ui/session/fold_command.h"
#include "ui/session/set_value_command.h"

#include <algorithm>
#include <utility>

namespace chainrule {

GraphSession::GraphSession(QObject *parent)
    : QObject(parent)
{
}

// Everything that hangs on the document.
void GraphSession::adopt(const GraphDocument &document, const QStringList &folded)
{
    m_trace.reset();
    m_document = document;
    m_compiled = compileWhatCan(m_document);
    m_run = std::make_unique<Run<double>>(makeRun(m_document, m_compiled, Keep::Edges));
    m_toFold = folded;
    m_folded = foldable(folded);
    findOutermost();
    countUses();
    m_trace = std::make_unique<Trace>(*m_run, momentsOf(m_document, m_compiled, m_folded));
}

// Those of the groups that can happen at once, the first ones first.
QStringList GraphSession::foldable(const QStringList &groups) const
{
    QStringList folded;
    for (const QString &group : groups) {
        try {
            momentsOf(m_document, m_compiled, folded + QStringList(group));
            folded.append(group);
        } catch (const GraphError &) { // it needs something that needs it
        }
    }
    return folded;
}

void GraphSession::open(const GraphDocument &document)
{
    QStringList folded;
    for (const DocumentGroup &group : document.groups)
        if (group.folded)
            folded.append(group.id);
    adopt(document, folded);
    m_trace->seek(document.timeline);
    m_answered = false;
    m_selected.clear();
    m_selection.clear();
    m_undoStack.clear();
    Q_EMIT documentChanged();
}

GraphDocument GraphSession::snapshot() const
{
    GraphDocument document = m_document;
    for (DocumentGroup &group : document.groups)
        group.folded = isFolded(group.id);
    document.timeline = position();
    return document;
}

// Other moments for the same run, at the first position at which all has happened that had happened before.
void GraphSession::retrace(std::vector<Moment> moments)
{
    const auto key = [](Step step) { return std::pair(int(step.kind), step.node); };
    QSet<std::pair<int, NodeId>> missing;
    for (int i = 0; i < m_trace->position(); ++i)
        for (const Step step : m_trace->moments()[std::size_t(i)])
            missing.insert(key(step));
    int position = 0;
    for (; !missing.isEmpty() && position < int(moments.size()); ++position)
        for (const Step step : moments[std::size_t(position)])
            missing.remove(key(step));
    m_trace = std::make_unique<Trace>(*m_run, std::move(moments));
    m_trace->seek(position);
}

void GraphSession::findOutermost()
{
    m_outermost.clear();
    for (const DocumentGroup &group : std::as_const(m_document.groups)) {
        if (!isFolded(group.id))
            continue;
        for (const QString &member : group.members) {
            const DocumentGroup *&outermost = m_outermost[member];
            if (!outermost || group.members.size() > outermost->members.size())
                outermost = &group;
        }
    }
}

void GraphSession::countUses()
{
    m_uses.assign(std::size_t(graph().size()), {});
    for (NodeId user = graph().size() - 1; user >= 0; --user)
        for (int k = 0; k < int(graph().inputs(user).size()); ++k)
            m_uses[std::size_t(graph().inputs(user)[std::size_t(k)])].all.push_back({ user, k });
    for (const Step step : m_run->steps())
        if (step.kind == Step::Kind::Backward)
            for (const NodeId input : graph().inputs(step.node))
                ++m_uses[std::size_t(input)].back;
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
    if (position != count() || !isAtEnd()) // else the slider only says again where it stands
        setAnswered(position > count() && isAtEnd() && hasAnswer());
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

void GraphSession::previous()
{
    isAnswered() ? setAnswered(false) : setPosition(position() - 1);
}

void GraphSession::setAnswered(bool answered)
{
    if (std::exchange(m_answered, answered) != answered)
        Q_EMIT answeredChanged();
}

const DocumentGroup *GraphSession::foldedGroupOf(const QString &node) const
{
    return m_outermost.value(node, nullptr);
}

void GraphSession::setFolded(const QString &group, bool folded)
{
    if (folded == isFolded(group) || !m_document.group(group))
        return;
    if (!folded || foldable(m_folded + QStringList(group)).contains(group))
        m_undoStack.push(new FoldCommand(*this, group, folded));
}

void GraphSession::applyFold(const QString &group, bool folded)
{
    m_toFold.removeAll(group);
    if (folded)
        m_toFold.append(group);
    m_folded = foldable(m_toFold);
    findOutermost();
    retrace(momentsOf(m_document, m_compiled, m_folded));
    m_selected.clear();
    m_selection.clear();
    Q_EMIT structureChanged();
}

void GraphSession::select(const QString &id)
{
    selectSeveral(id.isEmpty() ? QSet<QString>() : QSet<QString>{ id }, id);
}

void GraphSession::selectSeveral(const QSet<QString> &ids, const QString &current)
{
    const QString selected = ids.contains(current) || ids.isEmpty() ? current : *ids.begin();
    if (selected == m_selected && ids == m_selection)
        return;
    m_selected = selected;
    m_selection = ids;
    Q_EMIT selectionChanged();
}

void GraphSession::editValue(const QString &leaf, const std::vector<double> &values, int gesture)
{
    const DocumentNode *node = m_document.node(leaf);
    if (node && node->value.values != values)
        m_undoStack.push(new SetValueCommand(*this, leaf, values, gesture));
}

void GraphSession::applyValue(const QString &leaf, const std::vector<double> &values)
{
    const NodeId node = nodeId(leaf);
    m_run->set(node, values);
    m_document.nodes[m_compiled.order[node]].value.values = values;
    m_trace->refresh();
    Q_EMIT valuesChanged();
}

void GraphSession::editDocument(const GraphDocument &variant, const QString &text)
{
    if (variant != m_document)
        m_undoStack.push(new EditCommand(*this, variant, text));
}

void GraphSession::applyDocument(const GraphDocument &variant, bool onlyMoved)
{
    if (onlyMoved) {
        m_document = variant;
        findOutermost(); // it points into the document
        return Q_EMIT placesChanged();
    }
    const bool atEnd = isAtEnd();
    const int before = position();
    adopt(variant, m_toFold); // a group that is not in this variant is folded again when it comes back
    m_trace->seek(atEnd ? count() : before);
    keepWhatIsLeft();
    Q_EMIT structureChanged();
}

// Of the selection.
void GraphSession::keepWhatIsLeft()
{
    erase_if(m_selection, [this](const QString &id) { return !m_document.node(id) && !m_document.group(id); });
    if (!m_selection.contains(m_selected))
        m_selected.clear();
}

} // namespace chainrule
