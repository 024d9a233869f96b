// SPDX-License-Identifier: GPL-3.0-or-later
// `check`: backpropagation's gradients beside numerical ones, for a graph or for the two-layer net on real images.
#include "app/cli.h"
#include "app/cli_data.h"
#include "app/cli_graph.h"
#include "app/cli_text.h"
#include "app/progress_line.h"

#include "document/compiled_graph.h"
#include "learning/mini_batch.h"
#include "probe/node_check.h"
#include "training/net_check.h"
#include "training/trainer.h"
#include "ui/text/check_words.h"

#include <chrono>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

struct CheckArguments
{
    GraphSource source;
    bool net = false;
    DataArguments data;
    int images = 3; // of the training set, from its start, as in the seeds
    double h = 1e-4;
    std::string precision = "double";
    std::uint64_t seed = 3; // of the first three images, none then lies within h of ReLU's corner
    bool json = false;
};

// A checked leaf's name, and whether its gradients themselves are shown.
struct Names
{
    std::vector<std::string> leaves;
    std::vector<Shape> shapes;
    bool withGradients = true;
    QString data; // that the net is checked on; empty for a graph
};

View<const double> asMatrix(const std::vector<double> &values, const Shape &shape)
{
    return { values.data(), shape.rows(), shape.columns() };
}

QString cellText(const LeafCheck &leaf)
{
    const QString answer = leaf.verdict.answer == Answer::Agrees ? u"yes"_s
        : leaf.verdict.answer == Answer::Untold                  ? answerText(Answer::Untold)
                                                                 : u"NO"_s;
    return leaf.kinks == 0 ? answer : u"%1 (%2 at a corner or a tie)"_s.arg(answer).arg(leaf.kinks);
}

// true, false, or null where it cannot be told.
Json jsonAnswer(Answer answer)
{
    return answer == Answer::Untold ? Json() : Json(answer == Answer::Agrees);
}

Json jsonReason(const QString &reason)
{
    return reason.isEmpty() ? Json() : Json(reason.toStdString());
}

// What is said of all gradients together, which may be more than those that are listed.
struct Conclusion
{
    Verdict verdict;
    QString text;
};

Conclusion conclusionOf(const GradientCheck &check)
{
    CheckCounts counts;
    for (const LeafCheck &leaf : check.leaves)
        counts.add(leaf.verdict);
    return { check.verdict(), checkText(counts) };
}

int report(const GradientCheck &check, const Conclusion &all, const Names &names, bool json)
{
    Json entries = Json::array();
    QList<QStringList> rows{ { u"name"_s, u"mean"_s, u"max"_s, u"agrees"_s } };
    if (names.withGradients)
        rows[0] += { u"analytic"_s, u"numerical"_s };
    for (std::size_t i = 0; i < check.leaves.size(); ++i) {
        const LeafCheck &leaf = check.leaves[i];
        Json entry{ { "name", names.leaves[i] },
                    { "mean", jsonNumber(leaf.meanDifference) },
                    { "max", jsonNumber(leaf.maxDifference) },
                    { "agrees", jsonAnswer(leaf.verdict.answer) },
                    { "reason", jsonReason(doubtText(leaf.verdict.doubt)) } };
        QStringList row{ fromStd(names.leaves[i]), QString::number(leaf.meanDifference, 'g', 3),
                         QString::number(leaf.maxDifference, 'g', 3), cellText(leaf) };
        if (names.withGradients) {
            entry["analytic"] = jsonTensor(asMatrix(leaf.analytic, names.shapes[i]));
            entry["numerical"] = jsonTensor(asMatrix(leaf.numerical, names.shapes[i]));
            row +=
                { exactText(asMatrix(leaf.analytic, names.shapes[i])), exactText(asMatrix(leaf.numerical, names.shapes[i])) };
        }
        entries.push_back(std::move(entry));
        rows.append(row);
    }
    Json result{ { "h", jsonNumber(check.h) },
                 { "agrees", jsonAnswer(all.verdict.answer) },
                 { "reason", jsonReason(all.verdict == agreement ? QString() : all.text) },
                 { "entries", std::move(entries) } };
    if (!names.data.isEmpty())
        result["data"] = names.data.toStdString();
    if (json)
        writeJson(result);
    else
        writeOut(table(rows) + u'\n' + all.text);
    return all.verdict.answer == Answer::Disagrees ? ExitCode::failed : ExitCode::done;
}

// Shows how far a check of so many numbers is: 39,760 take a while.
template <class Check> auto withProgress(Index numbers, double h, Check check)
{
    using Clock = std::chrono::steady_clock;
    const Clock::time_point start = Clock::now();
    ProgressLine line(numbers);
    CheckOptions options;
    options.h = h;
    options.progress = [&](Index done, Index) { line.show(done, std::chrono::duration<double>(Clock::now() - start).count()); };
    auto result = *check(options);
    line.clear();
    return result;
}

// In double all nodes are checked, as in the lab: so a mistake is found that hides behind a corner, and where it is made.
std::pair<GradientCheck, Conclusion> checkedNodes(const Run<double> &run, const GraphDocument &document,
                                                  const CompiledGraph &compiled, std::span<const NodeId> leaves, double h)
{
    Index numbers = 0;
    for (NodeId node = 0; node <= run.result(); ++node)
        numbers += run.graph().takesGradient(node) ? run.graph().shape(node).size() : 0;
    const GraphCheck nodes = withProgress(numbers, h, [&](const CheckOptions &how) { return checkNodes(run, how); });
    GradientCheck check{ nodes.h, {} };
    for (const NodeId leaf : leaves) {
        if (const NodeCheck *found = nodes.node(leaf)) {
            check.leaves.push_back(found->gradient);
            continue;
        }
        LeafCheck &idle = check.leaves.emplace_back(); // it leads nowhere
        idle.leaf = leaf;
        idle.analytic.resize(std::size_t(run.graph().shape(leaf).size()));
        idle.numerical = idle.analytic;
    }
    CheckCounts counts;
    for (const NodeCheck &node : nodes.nodes)
        counts.add(node.gradient.verdict);
    Conclusion all{ nodes.verdict(), checkText(counts) };
    if (const std::vector<NodeId> faulty = nodes.faulty(); !faulty.empty())
        all.text = culpritText(document.nodes[compiled.order[faulty.front()]].name, nodes.node(faulty.front())->sums);
    return { std::move(check), std::move(all) };
}

std::pair<GradientCheck, Conclusion> checkedLeaves(Run<float> run, std::span<const NodeId> leaves, double h)
{
    Index numbers = 0;
    for (const NodeId leaf : leaves)
        numbers += run.graph().shape(leaf).size();
    const GradientCheck check =
        withProgress(numbers, h, [&](const CheckOptions &how) { return checkGradients(run, leaves, how); });
    return { check, conclusionOf(check) };
}

int checkGraph(const GraphDocument &document, const CheckArguments &options, bool inDouble)
{
    const CompiledGraph compiled = compile(document);
    Names names;
    std::vector<NodeId> leaves;
    for (NodeId id = 0; id < compiled.graph->size(); ++id) {
        if (!compiled.graph->isLeaf(id) || compiled.graph->isConstant(id))
            continue;
        leaves.push_back(id);
        names.leaves.push_back(document.nodes[compiled.order[id]].name.toStdString());
        names.shapes.push_back(compiled.graph->shape(id));
    }
    const auto [check, all] = inDouble
        ? checkedNodes(makeRun<double>(document, compiled), document, compiled, leaves, options.h)
        : checkedLeaves(makeRun<float>(document, compiled), leaves, options.h);
    return report(check, all, names, options.json);
}

template <class S> int checkInitialNet(const CheckArguments &options)
{
    const NamedDataset named = loadData(options.data);
    const LabelledImages images = firstOf(named.data->training, options.images, named.name).images;
    const NetSize size{ images.pixelsEach(), NetSize().hidden, named.data->classes };
    const auto parameters = randomParameters<S>(size, TrainingOptions().initDeviation, options.seed);
    if (!options.json)
        writeOut(dataLine(named));
    const GradientCheck check =
        withProgress(parameters.count(), options.h, [&](const CheckOptions &how) { return checkNet(parameters, images, how); });
    const Names names{ { "W1", "b1", "W2", "b2" }, {}, false, named.name };
    return report(check, conclusionOf(check), names, options.json);
}

int check(const CheckArguments &options)
{
    const bool inDouble = options.precision == "double";
    if (options.net)
        return inDouble ? checkInitialNet<double>(options) : checkInitialNet<float>(options);
    return withDocument(options.source, [&](const GraphDocument &document) { return checkGraph(document, options, inDouble); });
}

} // namespace

void addCheckCommand(CLI::App &parser, Command &command)
{
    auto options = std::make_shared<CheckArguments>();
    CLI::App *check = parser.add_subcommand("check", "Compare backpropagation with numerical gradients");
    check->footer("Exits with 1 where a gradient disagrees. Where none does and one cannot be told, it says why and exits with "
                  "0, as where "
                  "all agree.");
    CLI::Option_group *which = addGraphOptions(*check, options->source);
    which->add_flag("--net", options->net, "The two-layer net with its initial weights, on training images");
    addDataOptions(*check, options->data);
    check->add_option("--images", options->images, "How many training images")
        ->capture_default_str()
        ->transform(wholeNumber(1, 1000));
    check->add_option("--h", options->h, "Step of the central difference")->capture_default_str()->transform(positiveNumber());
    check->add_option("--precision", options->precision, "Of the engine")
        ->capture_default_str()
        ->check(CLI::IsMember({ "double", "float" }));
    check->add_option("--seed", options->seed, "Of the net's initial weights")
        ->capture_default_str()
        ->transform(wholeNumber(0));
    check->add_flag("--json", options->json, "Write JSON");
    check->callback([options, &command] { command = [options] { return chainrule::check(*options); }; });
}

} // namespace chainrule
