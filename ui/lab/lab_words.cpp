// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/lab_words.h"

#include "ui/session/graph_session.h"
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

const OpText &textOf(const GraphSession &session, const Question &question)
{
    const DocumentGroup *group = session.foldedGroupOf(session.documentNode(question.node).id);
    return opText(group ? group->op.toStdString() : std::string(session.graph().op(question.node)->id));
}

QString otherInput(const GraphSession &session, const Question &question)
{
    const NodeId other = session.graph().inputs(question.node)[std::size_t(1 - question.input)];
    // A product's local derivative is the other input's value.
    if (question.otherLocal == question.value)
        return LabWords::tr("That is this input, not the other one: it is what %1 receives.").arg(nameOf(session, other));
    return LabWords::tr("That is what the other input, %1, receives.").arg(nameOf(session, other));
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
    const Shape &shape = session.graph().shape(node);
    const QString name = nameOf(session, node);
    return shape.size() == 1 ? name : LabWords::tr("%1, %2").arg(name, elementText(shape, element));
}

QString lossName(const GraphSession &session)
{
    const NodeId result = session.compiled().result;
    return session.graph().shape(result).size() == 1 ? nameOf(session, result) : u"L"_s;
}

QString signedNumber(double value)
{
    const QString sign = value < 0 ? u"− "_s : u"+ "_s;
    return sign + displayNumber(std::abs(value));
}

QString questionText(const GraphSession &session, const Question &question)
{
    const QString name = nameOf(session, question.receiver, question.element);
    switch (question.kind) {
    case Question::Kind::Value:
        return LabWords::tr("Which value does %1 get?").arg(name);
    case Question::Kind::Share:
        return LabWords::tr("Which gradient does %1 receive?").arg(name);
    case Question::Kind::PartialShare:
        return LabWords::tr("Which share of its gradient does %1 receive through %2?")
            .arg(name, nameOf(session, question.node));
    case Question::Kind::Sum:
        return LabWords::tr("The last share of %1 comes back: what is its whole gradient?").arg(name);
    }
    return {};
}

QString mistakeText(const GraphSession &session, const Question &question, Mistake mistake)
{
    const OpText &text = textOf(session, question);
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
            .arg(nameOf(session, question.receiver));
    case Mistake::ValueForGradient:
        return LabWords::tr("That is the value of %1, not its gradient.").arg(nameOf(session, question.receiver));
    case Mistake::BatchFactor:
        return LabWords::tr("That is off by the batch size, %1.").arg(question.batch);
    case Mistake::Unknown:
        break;
    }
    return LabWords::tr("Not yet. %1").arg(question.kind == Question::Kind::Value ? text.sentence : text.backward);
}

} // namespace chainrule
