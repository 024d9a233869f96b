// SPDX-License-Identifier: GPL-3.0-or-later
// What tests of edits ask again and again: short texts as Qt's, a node's inputs, what a graph computes.
#pragma once

#include "document/compiled_graph.h"
#include "document/graph_document.h"
#include "files/demos.h"

namespace chainrule {

using namespace Qt::StringLiterals;

inline GraphDocument sigmoidDemo()
{
    return *demo(u"sigmoid"_s);
}

inline QString s(const char *text)
{
    return QString::fromUtf8(text);
}

inline QStringList list(const char *text)
{
    return QString::fromUtf8(text).split(u' ', Qt::SkipEmptyParts);
}

inline QStringList inputsOf(const GraphDocument &document, const char *node)
{
    return document.node(s(node))->inputs;
}

inline double resultOf(const GraphDocument &document)
{
    const CompiledGraph compiled = compile(document);
    Run<double> run = makeRun(document, compiled);
    run.forward();
    return run.value(compiled.result)[0];
}

} // namespace chainrule
