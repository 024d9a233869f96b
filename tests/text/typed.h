// SPDX-License-Identifier: GPL-3.0-or-later
// What becomes of an expression that is typed: its value, its operations, its mistake.
#pragma once

#include "document/compiled_graph.h"
#include "text/expression.h"

#include <QtCore/QHash>
#include <QtCore/QStringList>

namespace chainrule {

using Values = QHash<QString, Tensor>; // of inputs, by name

inline Run<double> evaluated(const GraphDocument &document)
{
    Run<double> run = makeRun(document, compile(document));
    run.forward();
    run.backward();
    return run;
}

inline double valueOf(const QString &text, const Values &values = {})
{
    GraphDocument document = documentOf(text);
    for (DocumentNode &node : document.nodes)
        if (values.contains(node.name))
            node.value = values[node.name];
    const Run<double> run = evaluated(document);
    return run.value(run.result())[0];
}

// The operations, without leaves, in the order in which they are computed: "exp add reciprocal".
inline QString opsOf(const GraphDocument &document)
{
    QStringList ops;
    for (const DocumentNode &node : document.nodes)
        if (!node.isLeaf())
            ops.append(node.op);
    return ops.join(u' ');
}

inline ExpressionError errorOf(const QString &text)
{
    try {
        documentOf(text);
    } catch (const ExpressionError &e) {
        return e;
    }
    return { ExpressionError::Kind::Empty, -1 };
}

} // namespace chainrule
