// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/lab_words.h"

#include "ui/session/graph_session.h"
#include "ui/session/own_names.h"
#include "ui/session/shares.h"
#include "ui/session/shown_name.h"
#include "ui/text/numbers.h"
#include "ui/text/op_texts.h"

#include <QtCore/QCoreApplication>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

// Gives the translations their context; nothing is made of it.
struct LabWords
{
    Q_DECLARE_TR_FUNCTIONS(Lab)
};

// What the node in question does, or what it hands back, in the names of this graph.
QString ruleText(const GraphSession &session, const Question &question)
{
    const VisibleGraph visible = VisibleGraph::of(session);
    const VisibleNode &node = visible.nodes[visible.ownerOf(question.node)];
    const Op *op = operationOf(session, node);
    if (!op) // a group that was made by hand
        return {};
    const OpText &text = opText(op->id);
    const QString &rule = question.kind == Question::Kind::Value ? text.sentence : text.backward;
    return OwnNames(session, node, text).inSentence(rule);
}

QString elementOf(const QString &name, const Shape &shape, Index element)
{
    return shape.size() == 1 ? name : LabWords::tr("%1, %2").arg(name, elementText(shape, element));
}

QString otherInput(const GraphSession &session, const Question &question)
{
    const NodeId other = session.graph().inputs(question.node)[std::size_t(1 - question.input)];
    // A product's local derivative is the other input's value.
    if (question.otherLocal == question.value)
        return LabWords::tr("That is this input, not the other one: it is what %1 receives.").arg(shownName(session, other));
    return LabWords::tr("That is what the other input, %1, receives.").arg(shownName(session, other));
}

} // namespace

QString nameOf(const GraphSession &session, NodeId node)
{
    return session.documentNode(node).name;
}

QString elementText(const Shape &shape, Index element)
{
    return LabWords::tr("row %1, column %2").arg(element / shape.columns() + 1).arg(element % shape.columns() + 1);
}

QString nameOf(const GraphSession &session, NodeId node, Index element)
{
    return elementOf(nameOf(session, node), session.graph().shape(node), element);
}

QString lossName(const GraphSession &session)
{
    const NodeId result = session.compiled().result;
    const auto seed = session.run().seed().span();
    return seed.size() == 1 && seed.front() == 1 ? nameOf(session, result) : u"L"_s;
}

QString signedNumber(double value)
{
    const QString sign = value < 0 ? u"− "_s : u"+ "_s;
    return sign + displayNumber(std::abs(value));
}

QString questionText(const GraphSession &session, const Question &question)
{
    const Shape &shape = session.graph().shape(question.receiver);
    const QString name = elementOf(shownName(session, question.receiver), shape, question.element);
    switch (question.kind) {
    case Question::Kind::Value:
        return LabWords::tr("Which value does %1 get?").arg(name);
    case Question::Kind::Share:
        return LabWords::tr("Which gradient does %1 receive?").arg(name);
    case Question::Kind::PartialShare:
        return LabWords::tr("Which share of its gradient does %1 receive through %2?")
            .arg(name, shownName(session, question.node));
    case Question::Kind::Sum:
        return LabWords::tr("The last share of %1 comes back: what is its whole gradient?").arg(name);
    }
    return {};
}

QString mistakeText(const GraphSession &session, const Question &question, Mistake mistake)
{
    switch (mistake) {
    case Mistake::None:
        return LabWords::tr("Right: %1.").arg(displayNumber(question.answer));
    case Mistake::Sign:
        return LabWords::tr("The size is right, the sign is not.");
    case Mistake::OtherInput:
        return otherInput(session, question);
    case Mistake::UpstreamOnly:
        return LabWords::tr("That is the upstream gradient, passed on unchanged. Multiply it by the local derivative.");
    case Mistake::LocalOnly:
        return LabWords::tr("That is the local derivative alone. Multiply it by the upstream gradient.");
    case Mistake::OneShare:
        return LabWords::tr("That is one share. %1 is used more than once: its shares add up.")
            .arg(shownName(session, question.receiver));
    case Mistake::ValueForGradient:
        return LabWords::tr("That is the value of %1, not its gradient.").arg(shownName(session, question.receiver));
    case Mistake::BatchFactor:
        return LabWords::tr("That is off by the batch size, %1.").arg(question.batch);
    case Mistake::Unknown:
        break;
    }
    return LabWords::tr("Not yet. %1").arg(ruleText(session, question));
}

} // namespace chainrule
