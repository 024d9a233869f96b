// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/fault_lab.h"

#include "ui/session/graph_session.h"
#include "ui/text/fault_texts.h"

#include <QtCore/QRandomGenerator>

#include <algorithm>
#include <utility>

namespace chainrule {

namespace {

bool sameNodes(const GraphDocument &a, const GraphDocument &b)
{
    return std::ranges::equal(a.nodes, b.nodes, {}, &DocumentNode::id, &DocumentNode::id);
}

} // namespace

FaultLab::FaultLab(GraphSession &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
    connect(&session, &GraphSession::documentChanged, this, [this] {
        GraphState &state = *m_session.state();
        if (!state.right) // it is new here
            state.right = withoutFaults(state.document);
        Q_EMIT changed();
    });
    connect(&session, &GraphSession::structureChanged, this, &FaultLab::follow);
}

// Undo and redo put mistakes in and take them out as well.
void FaultLab::follow()
{
    bool &hidden = m_session.state()->faultIsHidden;
    hidden = hidden && !fault().isEmpty();
    Q_EMIT changed();
}

bool FaultLab::isHidden() const
{
    return m_session.state()->faultIsHidden;
}

QList<FaultChoice> FaultLab::choices() const
{
    return m_session.isWhole() ? faultChoices(repaired()) : QList<FaultChoice>();
}

QString FaultLab::culprit() const
{
    const DocumentNode *node = faultyNode(m_session.document());
    return node ? node->id : QString();
}

QString FaultLab::fault() const
{
    const DocumentNode *node = faultyNode(m_session.document());
    return node ? node->fault : QString();
}

// The right graph with the numbers of today.
GraphDocument FaultLab::repaired() const
{
    const GraphDocument &now = m_session.document();
    GraphDocument plain = withoutFaults(now);
    const std::optional<GraphDocument> &before = m_session.state()->right;
    if (fault().isEmpty() || !before || sameNodes(plain, *before))
        return plain;
    GraphDocument right = *before;
    for (DocumentNode &node : right.nodes)
        if (const DocumentNode *edited = now.node(node.id); edited && edited->isLeaf() && node.isLeaf())
            node.value = edited->value;
    return right;
}

void FaultLab::put(const QString &place, const QString &fault)
{
    apply(place, fault, false);
}

void FaultLab::apply(const QString &place, const QString &fault, bool hidden)
{
    const GraphDocument right = repaired();
    const GraphDocument faulty = withFault(right, place, fault);
    if (!faultyNode(faulty))
        return;
    m_session.state()->right = right;
    m_session.state()->faultIsHidden = hidden;
    m_session.editDocument(faulty, hidden ? tr("Surprise fault") : tr("Fault: %1").arg(faultText(fault).name));
}

bool FaultLab::makesDifference() const
{
    return m_session.isWhole() && chainrule::makesDifference(repaired(), m_session.document());
}

bool FaultLab::surprise()
{
    const GraphDocument right = repaired();
    QList<std::pair<QString, QString>> all;
    for (const FaultChoice &choice : choices())
        for (const QString &place : choice.places)
            all.append({ place, choice.fault });
    while (!all.isEmpty()) {
        const auto [place, fault] = all.takeAt(QRandomGenerator::global()->bounded(int(all.size())));
        if (!chainrule::makesDifference(right, withFault(right, place, fault)))
            continue;
        apply(place, fault, true);
        return true;
    }
    return false;
}

bool FaultLab::accuse(const QString &node)
{
    const DocumentGroup *group = m_session.document().node(node) ? nullptr : m_session.document().group(node);
    const bool right = !culprit().isEmpty() && (node == culprit() || (group && group->members.contains(culprit())));
    if (right)
        reveal();
    return right;
}

void FaultLab::reveal()
{
    if (!std::exchange(m_session.state()->faultIsHidden, false))
        return;
    Q_EMIT changed();
}

void FaultLab::repair()
{
    if (!fault().isEmpty())
        m_session.editDocument(repaired(), tr("Repair"));
}

} // namespace chainrule
