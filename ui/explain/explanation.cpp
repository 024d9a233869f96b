// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explain/explanation.h"

#include "document/utf8.h"
#include "engine/op.h"
#include "ui/explain/answer.h"
#include "ui/explain/named_formula.h"
#include "ui/explain/step_figures.h"
#include "ui/explain/trouble.h"
#include "ui/session/graph_session.h"
#include "ui/session/shares.h"
#include "ui/text/attribute_words.h"
#include "ui/text/lack_words.h"
#include "ui/text/numbers.h"
#include "ui/text/op_texts.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

// Gives the translations their context; nothing is made of it.
struct ExplanationWords
{
    Q_DECLARE_TR_FUNCTIONS(Explanation)
};

QString partial(const QString &of, const QString &by)
{
    return u"\\frac{∂%1}{∂%2}"_s.arg(of, by);
}

// The forward pass with its numbers: "= 100 × 2 = 200".
Formula forwardNumbers(const GraphSession &session, const VisibleNode &node, const OpText &text)
{
    const std::vector<NodeId> sources = sourcesOf(session, node);
    const qsizetype count = std::min(qsizetype(sources.size()), text.inputs.size());
    const Run<double> &run = session.run();
    QHash<QString, QString> numbers;
    for (qsizetype k = 0; k < count; ++k)
        numbers.insert(text.inputs[k], displayFactor(run.value(sources[std::size_t(k)])[0]));
    const QHash<QString, double> attributes = attributeLetters(session, node, text);
    for (auto each = attributes.begin(); each != attributes.end(); ++each)
        numbers.insert(each.key(), displayFactor(*each));
    const QString value = displayNumber(run.value(node.node)[0]);
    return Formula::parse(u"= %1 = \\value{%2}"_s.arg(text.formula, value)).withNumbers(numbers);
}

ExplanationCard forwardCard(const GraphSession &session, const VisibleNode &node, const OpText &text, const OwnNames &names)
{
    ExplanationCard card;
    card.about = names.own();
    const Op *op = operationOf(session, node);
    if (!StepFigures::hasMatrices(session, node) && op->elementwise) {
        card.numbers = forwardNumbers(session, node, text);
        return card;
    }
    card.numbers = StepFigures(session, node, text, names, StepFigures::Detail::Numbers).forward();
    card.shapes = StepFigures(session, node, text, names, StepFigures::Detail::Shapes).forward();
    return card;
}

// ∂L/∂x = ∂L/∂z · ∂z/∂x = ∂L/∂z · y, with the graph's own names, and ⊙ where matrices are multiplied number by number.
Formula ruleOf(const Share &share, const OpText &text, const OwnNames &names, bool elementwise, bool matrices)
{
    const QString input = text.inputs.value(share.input);
    const QString derivative = text.derivatives.value(share.input);
    const QString begin = partial(u"L"_s, input) + u" = "_s;
    if (!elementwise)
        return namedFormula(begin + derivative, names);
    const QString times = matrices ? u"⊙"_s : u"·"_s;
    return namedFormula(begin
                            + u"%1 %2 %3 = %1 %2 %4"_s.arg(partial(u"L"_s, text.result), times, partial(text.result, input),
                                                           asFactor(matrices ? oneByOne(derivative) : derivative)),
                        names);
}

// The local derivative: 6 as 2 · 3 where it is 2x.
QString localNumbers(const GraphSession &session, const Share &share, const OpText &text)
{
    static const QRegularExpression multiple(u"^(\\d+)(\\p{L})$"_s);
    const auto found = multiple.match(text.derivatives.value(share.input));
    if (!found.hasMatch() || found.captured(2) != text.inputs.value(share.input))
        return displayFactor(*share.local);
    return found.captured(1) + u" · "_s + displayFactor(session.run().value(share.source)[0]);
}

ExplanationCard backwardCard(const GraphSession &session, const VisibleNode &node, const Share &share, const OpText &text,
                             const OwnNames &names)
{
    ExplanationCard card;
    const bool elementwise = operationOf(session, node)->elementwise;
    const bool matrices = StepFigures::hasMatrices(session, node);
    card.rule = ruleOf(share, text, names, elementwise, matrices);
    if (share.local) {
        card.numbers = Formula::parse(u"= \\text{%1} × \\text{%2} = \\gradient{%3}"_s.arg(
            displayNumber(share.upstream), localNumbers(session, share, text), displayNumber(share.downstream)));
    } else {
        card.numbers = StepFigures(session, node, text, names, StepFigures::Detail::Numbers).backward(share);
        card.shapes = StepFigures(session, node, text, names, StepFigures::Detail::Shapes).backward(share);
    }
    card.branch = StepFigures::branch(session, share.source);
    card.about = names.input(share.input);
    return card;
}

// "slope = 0.1. The slope a is what …"
QString attributeSentence(const Attribute &attribute, std::optional<double> value, const OpText &text)
{
    const QString name = fromUtf8(attribute.name);
    return u"%1. %2"_s.arg(attributeValue(attribute, value), text.attributes.value(name).sentence);
}

// The author's own words.
void addNote(Explanation &e, const GraphSession &session, const VisibleNode &node)
{
    const QString note = session.document().noteOn(node.id);
    if (!note.isEmpty())
        e.text += (e.text.isEmpty() ? QString() : u"\n\n"_s) + note;
}

// A group that was made by hand amounts to no operation that has a name.
Explanation ofUnknown(const GraphSession &session, const VisibleNode &node)
{
    Explanation e;
    e.heading = node.name;
    if (node.group)
        e.text = ExplanationWords::tr("A group: what is in it happens at once. Unfold it to see how.");
    addNote(e, session, node);
    if (node.lack)
        e.trouble = words(*node.lack, session.document(), node.source);
    return e;
}

Explanation ofNode(const GraphSession &session, const VisibleNode &node, bool backward)
{
    const Op *op = operationOf(session, node);
    if (!op)
        return ofUnknown(session, node);
    const std::vector<std::optional<double>> attributes = attributesOf(session, node);
    const OpText &text = opText(*op, attributes);
    Explanation e;
    e.heading = text.name;
    e.formula = Formula::parse(u"%1 = %2"_s.arg(text.result, text.formula));
    e.text = backward ? text.backward : text.sentence;
    for (std::size_t i = 0; i < attributes.size(); ++i)
        e.text += u"\n\n"_s + attributeSentence(op->attributes[i], attributes[i], text);
    if (node.lack) { // its inputs have no names yet
        addNote(e, session, node);
        // What is only not there yet is no trouble.
        const QString lack = ExplanationWords::tr("%1 %2.").arg(node.name, words(*node.lack, session.document(), node.source));
        (isUnfinished(*node.lack) ? e.why : e.trouble) = lack;
        return e;
    }
    const OwnNames names(session, node, text);
    e.formula = namedFormula(u"%1 = %2"_s.arg(text.result, text.formula), names);
    e.text = names.inSentence(e.text);
    addNote(e, session, node); // where an x is an x
    e.trouble = troubleAt(session, node, backward);
    if (!backward) {
        if (session.run().hasValue(node.node))
            e.cards.append(forwardCard(session, node, text, names));
        return e;
    }
    for (const Share &share : sharesOf(session, node))
        e.cards.append(backwardCard(session, node, share, text, names));
    e.why = names.inSentence(text.why);
    return e;
}

ExplanationCard seedCard(const GraphSession &session, const QString &name)
{
    ExplanationCard card;
    card.rule = { Formula::Kind::Fraction,
                  Formula::Style::Upright,
                  {},
                  { Formula::parse(u"∂L"_s), Formula::word(u"∂"_s + name, Formula::Style::Italic) } };
    card.numbers = StepFigures::given(session.graph().shape(session.compiled().result), session.run().seed());
    card.about = name;
    return card;
}

Explanation ofSeed(const GraphSession &session)
{
    const QString result = session.documentNode(session.compiled().result).name;
    Explanation e;
    e.heading = ExplanationWords::tr("The first gradient");
    if (session.document().upstream) {
        e.text = session.graph().shape(session.compiled().result).isScalar()
            ? ExplanationWords::tr("%1 is not the end: something comes after it that makes L of it. How L changes with %1 is "
                                   "given here, as the node behind would give it.")
                  .arg(result)
            : ExplanationWords::tr("The result has many numbers, so it needs something after it that makes them one: L. How L "
                                   "changes with each of them is given here, as the layer behind would give it.");
        e.cards.append(seedCard(session, result));
        return e;
    }
    e.text = ExplanationWords::tr("The way back begins at the result. Call it L; here it is %1.").arg(result);
    e.cards.append(seedCard(session, result));
    e.why = ExplanationWords::tr(
        "If L grows by 1, L grows by 1. This one gradient is known before anything is computed. "
        "From here on every node computes locally: it needs its own inputs and the gradient that comes to it, "
        "nothing else of the graph.");
    return e;
}

// What a node that stands for an operation does.
QString sentenceOf(const GraphSession &session, const VisibleNode &node, bool backward)
{
    const OpText &text = opText(*operationOf(session, node), attributesOf(session, node));
    return OwnNames(session, node, text).inSentence(backward ? text.backward : text.sentence);
}

Explanation ofStart(const GraphSession &session, Hints hints)
{
    Explanation e;
    if (session.document().nodes.isEmpty()) {
        e.heading = ExplanationWords::tr("A new graph");
        e.text = ExplanationWords::tr(
            "Press / and type what is to be added: an operation, a number, or the name of an input. Or drag it in "
            "from the list at the left.");
        e.why = ExplanationWords::tr(
            "Drag from the small circle at the right of a node to one at the left of another: its value goes there. "
            "What can be computed is computed at once.");
        return e;
    }
    e.heading = session.document().title;
    e.text = session.document().questionText();
    e.why = hints == Hints::Hidden
        ? ExplanationWords::tr("First the values are computed from left to right, each circle from nothing but its own "
                               "inputs. Then the gradients come back from right to left.")
        : ExplanationWords::tr(
            "Press → for one step. First the values are computed from left to right, each circle from nothing but its own "
            "inputs. Then the gradients come back from right to left.\n\nEnd shows everything at once. Double-click a "
            "number at the left to change it.");
    return e;
}

Explanation ofMoment(const GraphSession &session, const VisibleGraph &visible, Hints hints)
{
    if (session.position() == 0)
        return ofStart(session, hints);
    const int acting = visible.inAction(session);
    if (acting < 0)
        return ofSeed(session);
    return ofNode(session, visible.nodes[acting], session.moment()->front().kind == Step::Kind::Backward);
}

} // namespace

Explanation explain(const GraphSession &session, const VisibleGraph &visible, Hints hints)
{
    const int selected = visible.indexOf(session.selected());
    if (selected >= 0 && !visible.nodes[selected].isLeaf()) {
        const VisibleNode &node = visible.nodes[selected];
        return ofNode(session, node, !sharesOf(session, node).empty());
    }
    Explanation e = ofMoment(session, visible, hints);
    if (session.isAnswered())
        e.answer = answerOf(session);
    else if (session.isAtEnd() && session.hasAnswer() && hints == Hints::Shown)
        e.answer = ExplanationWords::tr("Press → once more.");
    return e;
}

QString captionOf(const GraphSession &session, const VisibleGraph &visible, Hints hints)
{
    if (session.count() == 0) // nothing is computed yet
        return {};
    if (session.position() == 0)
        return hints == Hints::Hidden
            ? QString()
            : ExplanationWords::tr("Press → for one step, G for the first gradient, End for all of them.");
    if (session.isAnswered())
        return answerOf(session);
    const bool backward = session.position() >= session.seedPosition();
    const int acting = visible.inAction(session);
    const Op *op = acting < 0 ? nullptr : operationOf(session, visible.nodes[acting]);
    const QString seed = session.document().upstream ? ExplanationWords::tr("What comes back from behind is given.")
                                                     : ExplanationWords::tr("If the result grows by 1, the result grows by 1.");
    const QString what = acting < 0 ? seed
        : !op                       ? ExplanationWords::tr("%1 happens at once.").arg(visible.nodes[acting].name)
                                    : sentenceOf(session, visible.nodes[acting], backward);
    const QString where =
        backward ? ExplanationWords::tr("Backward, step %1 of %2. %3") : ExplanationWords::tr("Forward, step %1 of %2. %3");
    return where.arg(session.position()).arg(session.count()).arg(what);
}

} // namespace chainrule
