// SPDX-License-Identifier: GPL-3.0-or-later
// `python`: a graph as a program for NumPy or PyTorch.
#include "app/cli.h"
#include "app/cli_graph.h"
#include "app/cli_learn.h"
#include "app/cli_text.h"

#include "code/python_code.h"
#include "code/torch_code.h"
#include "document/compiled_graph.h"
#include "files/save_file.h"

namespace chainrule {

namespace {

struct PythonOptions
{
    GraphSource source;
    bool torch = false;
    std::string out;
    Index iterations = 0; // 0: it does not learn
    double learningRate = 0.1;
};

int writeProgram(const GraphDocument &document, const PythonOptions &options)
{
    const CompiledGraph compiled = compile(document);
    std::optional<PythonLearning> learning;
    if (options.iterations > 0) {
        requireLearning(document, compiled);
        learning = { options.iterations, options.learningRate };
    }
    const PythonProgram program =
        options.torch ? torchProgram(document, compiled, learning) : pythonProgram(document, compiled, learning);
    if (options.out.empty())
        writeOut(program.text().trimmed());
    else
        saveFile(QString::fromLocal8Bit(options.out), program.text().toUtf8());
    return ExitCode::done;
}

} // namespace

void addPythonCommand(CLI::App &parser, Command &command)
{
    auto options = std::make_shared<PythonOptions>();
    CLI::App *python = parser.add_subcommand("python", "Write a graph as a Python program that prints the same figures");
    addGraphOptions(*python, options->source);
    python->add_flag("--torch", options->torch, "For PyTorch, whose autograd finds the gradients; else for NumPy");
    python->add_option("--iterations", options->iterations, "Learn: a loop of so many updates of the graph's parameters")
        ->transform(wholeNumber(1, 1000000000));
    python->add_option("--lr", options->learningRate, "Learning rate")->capture_default_str()->transform(positiveNumber());
    python->add_option("-o,--out", options->out, "Write to this file and not to the standard output")
        ->type_name("FILE")
        ->check(namesSomething());
    python->callback([options, &command] {
        command = [options] {
            return withDocument(options->source,
                                [&](const GraphDocument &document) { return writeProgram(document, *options); });
        };
    });
}

} // namespace chainrule
