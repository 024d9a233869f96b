// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/graph_session.h"

#include "document/compiled_graph.h"
#include "ui/session/edit_command.h"
#include "ui/session/fold_command.h"
#include "ui/session/set_value_command.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace chainrule {

GraphSession::GraphSession(QObject *parent)
    : QObject(parent)
    , m_state(std::make_shared<GraphState>(GraphDocument()))
{
}

// Everything that hangs on the document.
void GraphSession::adoptDocument()
{
    m_compiled = compileWhatCan(m_state->document);
    m_run = std::make_unique<Run<double>>(makeRun(m_state->document, m_compiled, Keep::Edges));
    m_state->folded = foldable(m_state->toFold);
    findOutermost();
    countUses();
    m_trace = std::make_unique<Trace>(*m_run, momentsOf(m_state->document, m_compiled, m_state->folded));
}

// Those of the groups that can happen at once, the first ones first.
QStringList GraphSession::foldable(const QStringList &groups) const
{
    QStringList folded;
    for (const QString &group : groups) {
        try {
            momentsOf(m_state->document, m_compiled, folded + QStringList(group));
            folded.append(group);
        } catch (const GraphError &) { // it needs something that needs it
        }
    }
    return folded;
}

void GraphSession::open(const GraphDocument &document)
{
    takeUp(std::make_shared<GraphState>(document));
}

void GraphSession::takeUp(std::shared_ptr<GraphState> state)
{
    const auto before = m_state; // stays until everybody looks at the other one
    replaceBy(std::move(state));
    m_undo.addStack(&m_state->undoStack);
    m_undo.setActiveStack(&m_state->undoStack);
    Q_EMIT documentChanged();
}

// All of it or, where it does not fit into memory, nothing.
void GraphSession::replaceBy(std::shared_ptr<GraphState> state)
{
    auto before = std::make_tuple(std::exchange(m_state, std::move(state)), std::exchange(m_compiled, {}), std::move(m_run),
                                  std::move(m_trace), std::exchange(m_uses, {}), std::exchange(m_outermost, {}));
    try {
        adoptDocument();
        moveTo(m_state->position);
    } catch (...) {
        m_trace.reset(); // before its run
        std::tie(m_state, m_compiled, m_run, m_trace, m_uses, m_outermost) = std::move(before);
        throw;
    }
}

void GraphSession::setPredicts(bool on)
{
    if (std::exchange(m_state->predicts, on) != on)
        Q_EMIT predictsChanged();
}

void GraphSession::moveTo(int position)
{
    m_trace->seek(position);
    m_state->position = m_trace->position();
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
    moveTo(position);
}

void GraphSession::findOutermost()
{
    m_outermost.clear();
    for (const DocumentGroup &group : std::as_const(m_state->document.groups)) {
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
    m_state->position = m_trace->position();
    if (m_trace->position() == before)
        return;
    // A selected operation takes Explain's attention; the step that happens now wants it.
    if (!m_state->selected.isEmpty() && !(nodeId(m_state->selected) >= 0 && graph().isLeaf(nodeId(m_state->selected))))
        select({});
    Q_EMIT positionChanged();
}

void GraphSession::previous()
{
    isAnswered() ? setAnswered(false) : setPosition(position() - 1);
}

void GraphSession::setAnswered(bool answered)
{
    if (std::exchange(m_state->answered, answered) != answered)
        Q_EMIT answeredChanged();
}

// An answer that no longer stands at the end, or is none, is not shown again when the end is.
void GraphSession::keepAnswerOfThis()
{
    if (!isAtEnd() || !hasAnswer())
        setAnswered(false);
}

const DocumentGroup *GraphSession::foldedGroupOf(const QString &node) const
{
    return m_outermost.value(node, nullptr);
}

void GraphSession::setFolded(const QString &group, bool folded)
{
    if (folded == isFolded(group) || !m_state->document.group(group))
        return;
    if (!folded || foldable(m_state->folded + QStringList(group)).contains(group))
        undoStack().push(new FoldCommand(*this, group, folded));
}

void GraphSession::applyFold(const QString &group, bool folded)
{
    m_state->toFold.removeAll(group);
    if (folded)
        m_state->toFold.append(group);
    m_state->folded = foldable(m_state->toFold);
    findOutermost();
    retrace(momentsOf(m_state->document, m_compiled, m_state->folded));
    m_state->selected.clear();
    m_state->selection.clear();
    Q_EMIT structureChanged();
    keepAnswerOfThis();
}

void GraphSession::select(const QString &id)
{
    selectSeveral(id.isEmpty() ? QSet<QString>() : QSet<QString>{ id }, id);
}

void GraphSession::selectSeveral(const QSet<QString> &ids, const QString &current)
{
    const QString selected = ids.contains(current) || ids.isEmpty() ? current : *ids.begin();
    if (selected == m_state->selected && ids == m_state->selection)
        return;
    m_state->selected = selected;
    m_state->selection = ids;
    Q_EMIT selectionChanged();
}

void GraphSession::editValue(const QString &leaf, const std::vector<double> &values, int gesture)
{
    const DocumentNode *node = m_state->document.node(leaf);
    if (node && node->value.values != values)
        undoStack().push(new SetValueCommand(*this, leaf, values, gesture));
}

void GraphSession::applyValue(const QString &leaf, const std::vector<double> &values)
{
    const NodeId node = nodeId(leaf);
    m_run->set(node, values);
    m_state->document.nodes[m_compiled.order[node]].value.values = values;
    m_trace->refresh();
    Q_EMIT valuesChanged();
}

void GraphSession::editDocument(const GraphDocument &variant, const QString &text)
{
    if (variant != m_state->document)
        undoStack().push(new EditCommand(*this, variant, text));
}

void GraphSession::applyDocument(const GraphDocument &variant, bool onlyMoved)
{
    if (onlyMoved) {
        m_state->document = variant;
        findOutermost(); // it points into the document
        return Q_EMIT placesChanged();
    }
    const bool atEnd = isAtEnd();
    const int before = position();
    m_trace.reset();
    m_state->document = variant;
    adoptDocument(); // a group that is not in this variant is folded again when it comes back
    moveTo(atEnd ? count() : before);
    keepWhatIsLeft();
    Q_EMIT structureChanged();
    keepAnswerOfThis();
}

// Of the selection.
void GraphSession::keepWhatIsLeft()
{
    erase_if(m_state->selection,
             [this](const QString &id) { return !m_state->document.node(id) && !m_state->document.group(id); });
    if (!m_state->selection.contains(m_state->selected))
        m_state->selected.clear();
}

} // namespace chainrule
