// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explain/answer.h"

#include "document/fault_document.h"
#include "engine/finite.h"
#include "ui/session/graph_session.h"
#include "ui/text/figure_text.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QRegularExpression>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

// Gives the translations their context; nothing is made of it.
struct AnswerWords
{
    Q_DECLARE_TR_FUNCTIONS(Explanation)
};

// What a {value:NAME}, a {gradient:NAME} or a {shape:NAME} stands for.
struct AskedFigure
{
    QString what;
    QString name;

    explicit AskedFigure(const QRegularExpressionMatch &match)
        : what(match.captured(1))
        , name(match.captured(2))
    {
    }

    bool isGradient() const { return what == "gradient"_L1; }
    bool isShape() const { return what == "shape"_L1; }
    std::optional<View<const double>> in(const Run<double> &run, NodeId node) const
    {
        if (node == noNode || !(isGradient() ? run.hasGradient(node) : run.hasValue(node)))
            return std::nullopt;
        return isGradient() ? run.gradient(node) : run.value(node);
    }
    QString text(const Shape &shape, View<const double> numbers) const
    {
        return isShape() ? QString::fromStdString(shape.text()) : inlineFigure(shape, numbers);
    }
    QString missing() const
    {
        return isGradient() ? AnswerWords::tr("The answer needs the gradient of %1, which is not there.").arg(name)
                            : AnswerWords::tr("The answer needs the value of %1, which is not there.").arg(name);
    }
    QString notFinite(const QString &figure) const
    {
        return isGradient()
            ? AnswerWords::tr("With these numbers there is no answer: the gradient of %1 is %2.").arg(name, figure)
            : AnswerWords::tr("With these numbers there is no answer: the value of %1 is %2.").arg(name, figure);
    }
    QString wrong() const
    {
        return isGradient() ? AnswerWords::tr("A mistake is in the graph, and the gradient of %1 is wrong because of it. "
                                              "Repair it for the answer.")
                                  .arg(name)
                            : AnswerWords::tr("A mistake is in the graph, and the value of %1 is wrong because of it. "
                                              "Repair it for the answer.")
                                  .arg(name);
    }
};

NodeId nodeCalled(const QString &name, const GraphDocument &document, const CompiledGraph &compiled)
{
    const DocumentNode *node = document.nodeNamed(name);
    return node ? compiled.ids.value(node->id, noNode) : noNode;
}

// The graph without its mistake, gone through once.
class RightGraph final
{
public:
    explicit RightGraph(const GraphDocument &faulty)
        : m_document(withoutFaults(faulty))
        , m_compiled(compileWhatCan(m_document))
        , m_run(makeRun(m_document, m_compiled))
    {
        m_run.forward();
        m_run.backward();
    }

    bool has(const AskedFigure &figure, View<const double> numbers) const
    {
        constexpr double tolerance = 1e-9;
        const auto right = figure.in(m_run, nodeCalled(figure.name, m_document, m_compiled));
        return right && std::ranges::equal(right->span(), numbers.span(), [](double a, double b) {
                   return !(std::abs(a - b) > tolerance * std::max(1.0, std::abs(a)));
               });
    }

private:
    GraphDocument m_document;
    CompiledGraph m_compiled;
    Run<double> m_run;
};

} // namespace

QString answerOf(const GraphSession &session)
{
    static const QRegularExpression figures(u"\\{(value|gradient|shape):([^}]+)\\}"_s);
    const GraphDocument &document = session.document();
    const QString &answer = document.answer;
    std::optional<RightGraph> right;
    if (session.hasResult() && faultyNode(document))
        right.emplace(document);
    QString text;
    qsizetype from = 0;
    for (auto match = figures.globalMatch(answer); match.hasNext();) {
        const auto found = match.next();
        const AskedFigure figure(found);
        const NodeId node = nodeCalled(figure.name, document, session.compiled());
        const auto numbers = figure.in(session.run(), node);
        if (!numbers)
            return figure.missing();
        if (!figure.isShape() && !allFinite(numbers->span()))
            return figure.notFinite(inlineFigure(session.graph().shape(node), *numbers));
        if (right && !right->has(figure, *numbers))
            return figure.wrong();
        text += answer.mid(from, found.capturedStart() - from) + figure.text(session.graph().shape(node), *numbers);
        from = found.capturedEnd();
    }
    return text + answer.mid(from);
}

} // namespace chainrule
