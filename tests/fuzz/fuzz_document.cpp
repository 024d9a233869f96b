// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a graph document: either a StorageError, or a document that can be computed as far as it goes and comes back
// the same from what is written of it.
#include "code/python_code.h"
#include "code/torch_code.h"
#include "document/compiled_graph.h"
#include "document/graph_document.h"
#include "files/document_io.h"
#include "files/storage_error.h"
#include "probe/gradient_check.h"
#include "text/expression.h"

#include <cstdint>
#include <cstdlib>

using namespace Qt::StringLiterals;
using namespace chainrule;

namespace {

// What is small is run as well; what is large is only refused or kept.
constexpr Index mostComputed = 10'000;

// What is tiny is also checked and written in other languages, as the command line does.
constexpr Index mostChecked = 20;

void checkAndWrite(const GraphDocument &document, const CompiledGraph &compiled, Run<double> &run)
{
    std::vector<NodeId> leaves;
    for (NodeId node = 0; node < compiled.graph->size(); ++node)
        if (compiled.graph->isLeaf(node) && !compiled.graph->isConstant(node))
            leaves.push_back(node);
    try {
        checkGradients(run, leaves);
    } catch (const GraphError &e) {
        if (e.kind() != GraphError::Kind::NoResult)
            std::abort();
    }
    pythonProgram(document, compiled).text();
    torchProgram(document, compiled).text();
    expressionOf(document);
}

void compute(const GraphDocument &document)
{
    const CompiledGraph compiled = compileWhatCan(document);
    if (compiled.order.size() + compiled.lacks.size() != document.nodes.size())
        std::abort();
    Index numbers = 0;
    for (NodeId node = 0; node < compiled.graph->size(); ++node)
        numbers += compiled.graph->shape(node).size();
    if (numbers > mostComputed || !compiled.lacks.isEmpty())
        return;
    try {
        Run<double> run = makeRun(document, compiled);
        run.forward();
        run.backward();
        if (numbers <= mostChecked)
            checkAndWrite(document, compiled, run);
    } catch (const GraphError &) { // an upstream gradient of another shape
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    try {
        const GraphDocument document =
            parseDocument(QByteArray(reinterpret_cast<const char *>(data), qsizetype(size)), u"fuzzed"_s);
        const QByteArray json = toJson(document);
        const GraphDocument again = parseDocument(json, u"written"_s);
        if (again != document || toJson(again) != json)
            std::abort();
        compute(document);
    } catch (const StorageError &error) {
        if (error.path() != u"fuzzed"_s)
            std::abort(); // what was read can be written and read again
    }
    return 0;
}
