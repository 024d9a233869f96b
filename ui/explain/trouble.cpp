// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explain/trouble.h"

#include "engine/non_finite.h"
#include "ui/session/graph_session.h"
#include "ui/session/visible_graph.h"
#include "ui/text/op_texts.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace chainrule {

namespace {

struct TroubleWords
{
    Q_DECLARE_TR_FUNCTIONS(Trouble)
};

QString reason(const GraphSession &session, NodeId node)
{
    const QString &own = opText(session.graph().op(node)->id).trouble;
    return own.isEmpty() ? TroubleWords::tr("The result is beyond 1.8e308, where doubles end, or it is one of ∞ − ∞ and 0 × ∞.")
                         : own;
}

QString made(const GraphSession &session, NodeId node, bool backward)
{
    const QString &name = session.documentNode(node).name;
    const QString what = backward
        ? TroubleWords::tr(
            "%1 made the first gradient that is no finite number: what it was given is finite, what it hands back is not.")
        : TroubleWords::tr("%1 made the first value that is no finite number: what went in is finite, what comes out is not.");
    return what.arg(name) + u' ' + reason(session, node);
}

// In the order of the timeline, so the first is where it began.
NodeId origin(const GraphSession &session, bool backward)
{
    const Run<double> &run = session.run();
    for (const Step step : run.steps()) {
        if (step.kind == Step::Kind::Forward && nonFiniteValue(run, step.node) == NonFinite::Made)
            return step.node;
        if (backward && step.kind == Step::Kind::Backward && run.hasGradient(step.node)
            && nonFiniteGradient(run, step.node) == NonFinite::Made)
            return step.node;
    }
    return -1;
}

} // namespace

QString troubleAt(const GraphSession &session, const VisibleNode &node, bool backward)
{
    const Run<double> &run = session.run();
    const auto find = [&](NonFinite kind) {
        const auto is = [&](NodeId member) {
            if (session.graph().isLeaf(member))
                return false;
            if (!backward)
                return nonFiniteValue(run, member) == kind;
            return run.hasGradient(member) && nonFiniteGradient(run, member) == kind;
        };
        const auto found = std::ranges::find_if(node.members, is);
        return found == node.members.end() ? -1 : *found;
    };
    if (const NodeId maker = find(NonFinite::Made); maker >= 0)
        return made(session, maker, backward);
    if (find(NonFinite::Inherited) < 0)
        return {};
    const NodeId first = origin(session, backward);
    if (first < 0)
        return {};
    return TroubleWords::tr("This is no finite number because it inherited one: %1 made it.")
        .arg(session.documentNode(first).name);
}

} // namespace chainrule
