// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explain/explanation.h"

#include "ui/diagram/graph_session.h"
#include "ui/diagram/shares.h"
#include "ui/text/numbers.h"
#include "ui/text/op_texts.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QRegularExpression>

#include <algorithm>

namespace chainrule {

namespace {

// Gives the translations their context; nothing is made of it.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Explanation)
};

QString shapeText(const GraphSession &session, NodeId node)
{
    return QString::fromStdString(session.graph().shape(node).text());
}

// y(1 − y) can follow a multiplication sign as it is, 1 − y² cannot.
QString asFactor(const QString &markup)
{
    int depth = 0;
    for (const QChar c : markup) {
        depth += QStringLiteral("{([").contains(c) ? 1 : QStringLiteral("})]").contains(c) ? -1 : 0;
        if (depth == 0 && QStringLiteral("−+").contains(c))
            return QStringLiteral("(%1)").arg(markup);
    }
    return markup;
}

QString partial(const QString &of, const QString &by)
{
    return QStringLiteral("\\frac{∂%1}{∂%2}").arg(of, by);
}

bool allScalars(const GraphSession &session, const VisibleNode &node)
{
    const auto scalar = [&](NodeId id) { return session.graph().shape(id).isScalar(); };
    return scalar(node.node) && std::ranges::all_of(sourcesOf(session, node), scalar);
}

// The forward pass with its numbers: "= 100 × 2 = 200"; of matrices the shapes.
Formula forwardNumbers(const GraphSession &session, const VisibleNode &node, const OpText &text)
{
    const std::vector<NodeId> sources = sourcesOf(session, node);
    const qsizetype count = std::min(qsizetype(sources.size()), text.inputs.size());
    const Run<double> &run = session.run();
    if (!allScalars(session, node)) {
        QStringList shapes;
        for (const NodeId source : sources)
            shapes.append(QStringLiteral("\\text{%1}").arg(shapeText(session, source)));
        const QString all = shapes.join(QStringLiteral(" \\text{,} "));
        return Formula::parse(QStringLiteral("%1 → \\value{%2}").arg(all, shapeText(session, node.node)));
    }
    QHash<QString, QString> numbers;
    for (qsizetype k = 0; k < count; ++k)
        numbers.insert(text.inputs[k], displayFactor(run.value(sources[std::size_t(k)])[0]));
    const QString value = displayNumber(run.value(node.node)[0]);
    return Formula::parse(QStringLiteral("= %1 = \\value{%2}").arg(text.formula, value)).withNumbers(numbers);
}

Formula branchOf(const GraphSession &session, NodeId receiver)
{
    const std::vector<double> terms = branchTerms(session, receiver);
    if (terms.size() < 2)
        return {};
    QStringList texts;
    for (const double term : terms)
        texts.append(QStringLiteral("\\text{%1}").arg(displayFactor(term)));
    const QString sum = displayNumber(session.run().gradient(receiver)[0]);
    return Formula::parse(QStringLiteral("%1 = \\gradient{%2}").arg(texts.join(QStringLiteral(" + ")), sum));
}

ExplanationCard cardOf(const GraphSession &session, const Share &share, const OpText &text, bool elementwise)
{
    ExplanationCard card;
    const QString input = text.inputs.value(share.input);
    const QString derivative = text.derivatives.value(share.input);
    const QString upstream = partial(QStringLiteral("L"), text.result);
    QString rule = partial(QStringLiteral("L"), input) + QStringLiteral(" = ");
    if (elementwise)
        rule += QStringLiteral("%1 · %2 = %1 · %3").arg(upstream, partial(text.result, input), asFactor(derivative));
    else
        rule += derivative;
    card.rule = Formula::parse(rule);
    if (share.local)
        card.numbers = Formula::parse(
            QStringLiteral("= \\text{%1} × \\text{%2} = \\gradient{%3}")
                .arg(displayNumber(share.upstream), displayFactor(*share.local), displayNumber(share.downstream)));
    else if (session.graph().shape(share.source).isScalar())
        card.numbers = Formula::parse(QStringLiteral("= \\gradient{%1}").arg(displayNumber(share.downstream)));
    else
        card.numbers = Formula::parse(QStringLiteral("→ \\gradient{%1}").arg(shapeText(session, share.source)));
    card.branch = branchOf(session, share.source);
    card.about = session.documentNode(share.source).name;
    return card;
}

Explanation ofNode(const GraphSession &session, const VisibleNode &node, bool backward)
{
    const Op *op = operationOf(session, node);
    if (!op)
        return {};
    const OpText &text = opText(op->id);
    Explanation e;
    e.heading = text.name;
    e.formula = Formula::parse(QStringLiteral("%1 = %2").arg(text.result, text.formula));
    e.text = backward ? text.backward : text.sentence;
    if (!backward) {
        if (session.run().hasValue(node.node))
            e.cards.append({ {}, forwardNumbers(session, node, text), {}, session.documentNode(node.node).name });
        return e;
    }
    for (const Share &share : sharesOf(session, node))
        e.cards.append(cardOf(session, share, text, op->elementwise));
    e.why = text.why;
    return e;
}

Explanation ofSeed(const GraphSession &session)
{
    const QString result = session.documentNode(session.compiled().result).name;
    Explanation e;
    e.heading = Words::tr("The first gradient");
    if (session.document().upstream) {
        e.text = Words::tr("The result has many numbers, so it needs something after it that makes them one: L. How L "
                           "changes with each of them is given here, as the layer behind would give it.");
        e.cards.append({ Formula::parse(partial(QStringLiteral("L"), QStringLiteral("Y"))),
                         Formula::parse(QStringLiteral("→ \\gradient{%1}").arg(shapeText(session, session.compiled().result))),
                         {},
                         result });
        return e;
    }
    e.text = Words::tr("The way back begins at the result. Call it L; here it is %1.").arg(result);
    e.cards.append({ Formula::parse(partial(QStringLiteral("L"), QStringLiteral("L"))),
                     Formula::parse(QStringLiteral("= \\gradient{%1}").arg(displayNumber(session.run().seed()[0]))),
                     {},
                     result });
    e.why = Words::tr("If L grows by 1, L grows by 1. This one gradient is known before anything is computed.");
    return e;
}

Explanation ofStart(const GraphSession &session)
{
    Explanation e;
    e.heading = session.document().title;
    e.text = session.document().question;
    e.why = Words::tr(
        "Press → for one step. First the values are computed from left to right, each circle from nothing but its own "
        "inputs. Then the gradients come back from right to left.\n\nEnd shows everything at once. Double-click a "
        "number at the left to change it.");
    return e;
}

Explanation ofMoment(const GraphSession &session, const VisibleGraph &visible)
{
    if (session.position() == 0)
        return ofStart(session);
    const int acting = visible.inAction(session);
    if (acting < 0)
        return ofSeed(session);
    return ofNode(session, visible.nodes[acting], session.moment()->front().kind == Step::Kind::Backward);
}

} // namespace

Explanation explain(const GraphSession &session, const VisibleGraph &visible)
{
    const int selected = visible.indexOf(session.selected());
    if (selected >= 0 && !visible.nodes[selected].isLeaf()) {
        const VisibleNode &node = visible.nodes[selected];
        return ofNode(session, node, !sharesOf(session, node).empty());
    }
    Explanation e = ofMoment(session, visible);
    if (session.isAtEnd())
        e.answer = answerOf(session);
    return e;
}

QString captionOf(const GraphSession &session, const VisibleGraph &visible)
{
    if (session.position() == 0)
        return Words::tr("Press → for one step, G for the first gradient, End for all of them.");
    if (session.isAtEnd())
        return answerOf(session);
    const bool backward = session.position() >= session.seedPosition();
    const int acting = visible.inAction(session);
    const Op *op = acting < 0 ? nullptr : operationOf(session, visible.nodes[acting]);
    const QString what = !op ? Words::tr("If the result grows by 1, the result grows by 1.")
        : backward           ? opText(op->id).backward
                             : opText(op->id).sentence;
    const QString where = backward ? Words::tr("Backward, step %1 of %2. %3") : Words::tr("Forward, step %1 of %2. %3");
    return where.arg(session.position()).arg(session.count()).arg(what);
}

QString answerOf(const GraphSession &session)
{
    static const QRegularExpression figure(QStringLiteral("\\{(value|gradient):([^}]+)\\}"));
    const QString &answer = session.document().answer;
    const Run<double> &run = session.run();
    QString text;
    qsizetype from = 0;
    for (auto match = figure.globalMatch(answer); match.hasNext();) {
        const auto found = match.next();
        text += answer.mid(from, found.capturedStart() - from);
        from = found.capturedEnd();
        const DocumentNode *node = session.document().nodeNamed(found.captured(2));
        const NodeId id = node ? session.nodeId(node->id) : -1;
        const bool value = found.captured(1) == QLatin1String("value");
        if (id >= 0 && (value ? run.hasValue(id) : run.hasGradient(id)))
            text += displayNumber(value ? run.value(id)[0] : run.gradient(id)[0]);
        else
            text += found.captured(0);
    }
    return text + answer.mid(from);
}

} // namespace chainrule
