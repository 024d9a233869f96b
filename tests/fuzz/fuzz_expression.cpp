// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as an expression: either a graph that can be written again, or an ExpressionError within the text, never more.
#include "engine/graph_error.h"
#include "engine/op.h"
#include "text/expression.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

using namespace chainrule;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

// Whether every node has the inputs that it needs, all of them before it, and a name of its own.
bool isWhole(const GraphDocument &document)
{
    QSet<QString> ids;
    QSet<QString> names;
    for (const DocumentNode &node : document.nodes) {
        const Op *op = findOp(node.op.toStdString());
        const bool known = std::ranges::all_of(node.inputs, [&](const QString &input) { return ids.contains(input); });
        if (!known || names.contains(node.name) || (node.isLeaf() ? !node.inputs.isEmpty() : node.inputs.size() != op->arity))
            return false;
        ids.insert(node.id);
        names.insert(node.name);
    }
    return ids.contains(document.result);
}

void readAndWrite(const QString &text, Repeated repeated)
{
    try {
        const GraphDocument document = documentOf(text, repeated);
        require(isWhole(document));
        const QString written = expressionOf(document, InputValues::Written);
        if (written.size() < text.size() + 1000) // signs may be spelt out
            require(expressionOf(documentOf(written), InputValues::Written) == written);
    } catch (const ExpressionError &e) {
        require(e.offset() >= 0 && e.offset() <= text.size());
    } catch (const GraphError &) { // shapes that do not fit
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QString text = QString::fromUtf8(reinterpret_cast<const char *>(data), qsizetype(size));
    readAndWrite(text, Repeated::Kept);
    readAndWrite(text, Repeated::Shared);
    return 0;
}
