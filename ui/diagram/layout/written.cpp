// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/layout/written.h"

#include "ui/diagram/layout/edge_place.h"
#include "ui/diagram/layout/figure_size.h"
#include "ui/diagram/layout/measures.h"
#include "ui/session/graph_session.h"
#include "ui/session/shares.h"
#include "ui/text/numbers.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

constexpr Index mostNumbers = 20'000; // in all: a run of more would be felt
constexpr double step = 12; // px, of widths

double roundedUp(double width)
{
    return std::ceil(width / step) * step;
}

bool isMeasured(const VisibleGraph &graph, const GraphSession &session)
{
    if (graph.edges.size() > mostMeasured || !session.hasResult())
        return false;
    Index numbers = 0;
    for (NodeId node = 0; node < session.graph().size(); ++node)
        numbers += session.graph().shape(node).size();
    return numbers <= mostNumbers;
}

// Of a single number; a matrix makes its letters as small as they have to be.
void widen(Written &written, const Lettering &letters, const Run<double> &run, const VisibleEdge &edge)
{
    const auto widthOf = [&](double number) { return letters.width(Lettering::Hand::StrongFigure, displayNumber(number)); };
    const auto take = [&](double width) { written.figure.setWidth(std::max(written.figure.width(), roundedUp(width))); };
    take(widthOf(run.value(edge.source)[0]));
    if (edge.whole ? run.hasGradient(edge.source) : edge.consumer != noNode && run.hasEdgeGradient(edge.consumer, edge.input)) {
        const double gradient = (edge.whole ? run.gradient(edge.source) : run.edgeGradient(edge.consumer, edge.input))[0];
        take(widthOf(gradient));
        written.markReach = std::max(written.figure.width() / 2, roundedUp(widthOf(gradient)) / 2 + Arrow::mark);
    }
}

} // namespace

QList<Written> writtenAt(const VisibleGraph &graph, const GraphSession &session, const Lettering &letters)
{
    QList<Written> written;
    for (const VisibleEdge &edge : graph.edges) {
        const QSizeF figure = nominalFigureSize(edge.source == noNode ? Shape() : session.graph().shape(edge.source));
        written.append({ figure, {}, figure.width() / 2 });
    }
    if (!isMeasured(graph, session))
        return written;
    Run<double> run = session.run();
    run.forward();
    run.backward();
    for (int i = 0; i < graph.edges.size(); ++i)
        if (const VisibleEdge &edge = graph.edges[i]; edge.source != noNode && session.graph().shape(edge.source).isScalar())
            widen(written[i], letters, run, edge);
    for (int node = 0; node < graph.nodes.size(); ++node)
        for (const Share &share : sharesOf(session, run, graph.nodes[node]))
            if (const int arrow = graph.arrowOf(share.source, share.input, node); share.local && arrow >= 0) {
                const QSizeF size = pillSize(letters, productText(share), Pill::broadest);
                written[arrow].pill = { roundedUp(size.width()), size.height() };
            }
    return written;
}

QString productText(const Share &share)
{
    return u"%1 × %2 = %3"_s.arg(displayNumber(share.upstream), displayFactor(*share.local), displayNumber(share.downstream));
}

QStringList productLines(const Lettering &letters, const QString &text, double room)
{
    const QStringList words = text.split(u' ');
    QStringList pieces{ words.first() }; // "1.1", "× 2", "= 2.2"
    for (qsizetype i = 1; i + 1 < words.size(); i += 2)
        pieces.append(words[i] + u' ' + words[i + 1]);
    return letters.broken(Lettering::Hand::Product, pieces, room - 2 * Pill::ends);
}

QSizeF pillSize(const Lettering &letters, const QString &text, double room)
{
    const QStringList lines = productLines(letters, text, room);
    return { letters.width(Lettering::Hand::Product, lines) + 2 * Pill::ends,
             Pill::height + Pill::lineHeight * double(lines.size() - 1) };
}

} // namespace chainrule
