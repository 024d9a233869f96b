// SPDX-License-Identifier: GPL-3.0-or-later
// `train`: the seeds' training run, with progress on stderr and its curves in a CSV file; or a graph of one's own.
#include "app/cli.h"
#include "app/cli_data.h"
#include "app/cli_learn.h"
#include "app/cli_text.h"
#include "app/interrupt.h"
#include "app/progress_line.h"
#include "app/training_log.h"

#include "files/npz.h"
#include "files/save_file.h"
#include "files/storage_error.h"
#include "training/trainer.h"
#include "ui/text/storage_words.h"

#include <cmath>
#include <sys/resource.h>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

constexpr Index smallBatch = 1000; // with any data: images are drawn with replacement
constexpr Index largestBatch = 1000000;

struct TrainArguments
{
    DataArguments data;
    Index iterations = 10000;
    Index epochs = 0; // in place of iterations, when it is not 0
    TrainingOptions training;
    std::optional<double> learningRate; // else the optimiser's usual one
    std::string optimiser = "sgd";
    std::string initial = "0.01";
    std::string batch; // a whole number or "all"
    std::string precision;
    std::string log;
    std::string save;
    bool json = false;
    GraphSource graph; // which learns in place of the built-in net, where one is given
    std::vector<std::string> learn;
    std::vector<std::string> bind;
    double weightDecay = 0;
};

constexpr auto wholeBatch = "all";

Index peakMebibytes()
{
    struct rusage usage = {};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss / 1024; // NOLINT(cppcoreguidelines-pro-type-union-access): a macro of glibc
}

QString epochLine(Index epoch, const TrainingReport &report, const Accuracy &accuracy)
{
    return u"epoch %1  iteration %2  loss %3  training %4  test %5"_s.arg(epoch, 3)
        .arg(report.iteration, 6)
        .arg(report.loss, 0, 'f', 4)
        .arg(accuracy.training, 0, 'f', 4)
        .arg(accuracy.test, 0, 'f', 4);
}

// Nothing can be learned any more, and there are no weights worth saving.
QString divergedText(const TrainingReport &report, double learningRate)
{
    return u"The loss became %1 at iteration %2, with learning rate %3. Train again with a lower one."_s
        .arg(exactText(report.loss))
        .arg(report.iteration)
        .arg(learningRate);
}

struct Result
{
    double seconds = 0; // of the loop alone
    TrainingReport last;
    Accuracy accuracy; // of the weights as they are at the end
};

template <class S> Result runLoop(Trainer<S> &trainer, const TrainArguments &options, TrainingLog &log)
{
    const Index iterations = options.epochs > 0 ? trainer.position().iterationsUntil(options.epochs) : options.iterations;
    using Clock = std::chrono::steady_clock;
    const Clock::time_point start = Clock::now();
    const auto elapsed = [&] { return std::chrono::duration<double>(Clock::now() - start).count(); };
    ProgressLine progress(iterations);
    Result result;
    bool last = false;
    while (!last) {
        result.last = trainer.step();
        last = trainer.iteration() >= iterations || interrupted();
        std::optional<Accuracy> accuracy;
        if (result.last.epoch)
            accuracy = trainer.accuracy();
        if (accuracy) {
            progress.clear();
            const QString line = epochLine(*result.last.epoch, result.last, *accuracy);
            options.json ? writeError(line) : writeOut(line);
        }
        if (last) {
            result.seconds = elapsed();
            result.accuracy = accuracy ? *accuracy : trainer.accuracy();
            accuracy = result.accuracy;
        }
        tellEndOfLog(log.add(result.last, accuracy), progress);
        if (!std::isfinite(result.last.loss))
            break;
        progress.show(trainer.iteration(), elapsed());
    }
    tellEndOfLog(log.close(), progress);
    progress.clear();
    if (!std::isfinite(result.last.loss))
        throw CliError(ExitCode::failed, divergedText(result.last, trainer.learningRate()));
    return result;
}

// Whatever becomes of the file, the figures of the run are still to be told.
template <class S> bool hasSaved(const QString &path, const Parameters<S> &parameters)
{
    try {
        saveParameters(path, parameters);
        return true;
    } catch (const StorageError &error) {
        writeError(words(error));
        return false;
    }
}

// A batch may be as large as all training images together.
void requireFittingBatch(Index batch, Index images)
{
    const Index most = std::max(smallBatch, images);
    if (batch > most)
        throw CliError(ExitCode::wrongUsage, u"--batch: %1 is too large: at most %2 with these data."_s.arg(batch).arg(most));
}

template <class S> int trainIn(const TrainArguments &options)
{
    const QString weights = fromStd(options.save);
    if (!weights.isEmpty()) // ten thousand iterations must not end with "no such folder"
        requireSavable(weights);
    const NamedDataset data = loadData(options.data);
    requireFittingBatch(options.training.batch, data.data->training.count);
    Trainer<S> trainer(data.data, options.training);
    TrainingLog log(fromStd(options.log)); // which empties the file: not before there is something to be trained
    options.json ? writeError(dataLine(data)) : writeOut(dataLine(data));
    endOnInterrupt();
    goOnUnheard();
    const Result result = runLoop(trainer, options, log);
    const bool saved = weights.isEmpty() || hasSaved(weights, trainer.parameters());

    if (interrupted())
        writeError(u"Ended after %1 iterations."_s.arg(trainer.iteration()));
    if (options.json) {
        writeJson({ { "data", data.name.toStdString() },
                    { "seconds", jsonNumber(result.seconds) },
                    { "iterations", trainer.iteration() },
                    { "loss", jsonNumber(result.last.loss) },
                    { "train_accuracy", jsonNumber(result.accuracy.training) },
                    { "test_accuracy", jsonNumber(result.accuracy.test) },
                    { "peak_mib", peakMebibytes() } });
    } else {
        writeOut(u"%1 iterations in %2 s  loss %3  training %4  test %5"_s.arg(trainer.iteration())
                     .arg(result.seconds, 0, 'f', 2)
                     .arg(result.last.loss, 0, 'f', 4)
                     .arg(result.accuracy.training, 0, 'f', 4)
                     .arg(result.accuracy.test, 0, 'f', 4));
    }
    return saved && log.whole() ? ExitCode::done : ExitCode::failed;
}

const std::pair<const char *, InitialWeights> initialRules[] = { { "xavier", InitialWeights::Xavier },
                                                                 { "he", InitialWeights::He } };

// A number is a standard deviation.
InitialWeights initialWeights(const std::string &text)
{
    const auto *const rule = std::ranges::find(initialRules, text, [](const auto &r) { return std::string_view(r.first); });
    return rule == std::end(initialRules) ? InitialWeights::Deviation : rule->second;
}

CLI::Validator initialWeightsOption()
{
    return CLI::Validator(
        [](std::string &text) {
            if (initialWeights(text) != InitialWeights::Deviation || nonNegativeNumber()(text).empty())
                return std::string();
            return text + " is neither xavier nor he nor a finite number, 0 or more";
        },
        "");
}

// How the weights begin and how they follow their gradients.
void addRuleOptions(CLI::App &train, TrainArguments &options)
{
    std::vector<std::string> ids;
    std::string rates = "Learning rate; else ";
    for (const OptimiserInfo &each : optimisers()) {
        rates += (ids.empty() ? "" : ", ") + QString::number(each.usualRate).toStdString() + " for " + std::string(each.id);
        ids.emplace_back(each.id);
    }
    train.add_option("--optimiser", options.optimiser, "How the weights follow their gradients")
        ->capture_default_str()
        ->check(CLI::IsMember(ids));
    train.add_option("--lr", options.learningRate, rates)->transform(positiveNumber());
    train
        .add_option("--init", options.initial,
                    "Initial weights: their standard deviation, or xavier (1/sqrt(n)), he (sqrt(2/n))")
        ->capture_default_str()
        ->transform(initialWeightsOption())
        ->type_name("STD|xavier|he");
}

CLI::Validator batchOption()
{
    return CLI::Validator(
        [](std::string &text) { return text == wholeBatch ? std::string() : wholeNumber(1, largestBatch)(text); }, "");
}

// What is chosen by name, as the engine takes it.
void understand(TrainArguments &options)
{
    if (!options.batch.empty() && options.batch != wholeBatch)
        CLI::detail::lexical_cast(options.batch, options.training.batch); // which batchOption() has checked
    const OptimiserInfo &optimiser = *findOptimiser(options.optimiser);
    options.training.optimiser = optimiser.kind;
    options.training.learningRate = options.learningRate.value_or(optimiser.usualRate);
    options.training.initial = initialWeights(options.initial);
    if (options.training.initial == InitialWeights::Deviation)
        CLI::detail::lexical_cast(options.initial, options.training.initDeviation); // which initialWeightsOption() has checked
}

LearnArguments learnArguments(const TrainArguments &options)
{
    LearnArguments arguments;
    arguments.source = options.graph;
    arguments.data = options.data;
    arguments.bind = options.bind;
    arguments.learn = options.learn;
    arguments.iterations = options.iterations;
    arguments.epochs = options.epochs;
    arguments.learner = { .learningRate = options.training.learningRate,
                          .optimiser = options.training.optimiser,
                          .weightDecay = options.weightDecay,
                          .seed = options.training.seed };
    if (!options.batch.empty() && options.batch != wholeBatch)
        arguments.learner.batch = options.training.batch;
    arguments.usualBatch = options.batch.empty() && !options.data.place.empty();
    arguments.precise = options.precision != "float";
    arguments.log = options.log;
    arguments.save = options.save;
    arguments.json = options.json;
    return arguments;
}

// Options that speak of one kind of net only.
void requireNone(const CLI::App &train, std::initializer_list<const char *> names, const QString &reason)
{
    for (const char *name : names)
        if (train.get_option(name)->count() > 0)
            throw CliError(ExitCode::wrongUsage, u"%1: %2"_s.arg(QString::fromLatin1(name), reason));
}

void addGraphToLearn(CLI::App &train, TrainArguments &options)
{
    addGraphOptions(train, options.graph)->require_option(0, 1);
    train
        .add_option("--learn", options.learn,
                    "The inputs that learn, in place of the graph's parameters; the others stay as they are")
        ->type_name("NAME,...");
    train
        .add_option(
            "--bind", options.bind,
            "Which columns of the data fill an input; inputs that are called like a column need none. Of pictures there "
            "are the columns pixels and label")
        ->type_name("LEAF=COLUMN,...")
        ->expected(1)
        ->take_all()
        ->allow_extra_args(false);
    train.add_option("--weight-decay", options.weightDecay, "This times each parameter is added to its gradient")
        ->transform(nonNegativeNumber());
}

int trainOrLearn(const CLI::App &train, const TrainArguments &options)
{
    const bool graph =
        train.get_option("--demo")->count() + train.get_option("--graph")->count() + train.get_option("--expr")->count();
    if (graph) {
        requireNone(train, { "--hidden", "--init" }, u"is of the two-layer net, and not of a graph of one's own."_s);
        return learn(learnArguments(options));
    }
    requireNone(train, { "--learn", "--bind", "--set", "--weight-decay" },
                u"is of a graph: give one with --demo, --graph or --expr."_s);
    if (options.batch == wholeBatch)
        throw CliError(ExitCode::wrongUsage, u"--batch all: is of a graph; images are drawn, as many as a number says."_s);
    return options.precision == "double" ? trainIn<double>(options) : trainIn<float>(options);
}

} // namespace

void addTrainCommand(CLI::App &parser, Command &command)
{
    auto options = std::make_shared<TrainArguments>();
    TrainingOptions &training = options->training;
    CLI::App *train = parser.add_subcommand("train", "Train the two-layer net, or what a graph can learn");
    addDataOptions(*train, options->data,
                   "; for a graph also mnist, a CSV with named columns, or line, xor, circles, moons, spirals, iris, which "
                   "--split-seed draws anew");
    auto *iterations = train->add_option("--iterations", options->iterations, "Mini-batches")
                           ->capture_default_str()
                           ->transform(wholeNumber(1, 1000000000));
    train->add_option("--epochs", options->epochs, "Times as many mini-batches as there are training images for")
        ->excludes(iterations)
        ->transform(wholeNumber(1, 1000000));
    train
        ->add_option("--batch", options->batch,
                     "Images in a mini-batch, else 100; of a graph rows of its data, else all of them at once")
        ->transform(batchOption())
        ->type_name("N|all");
    addRuleOptions(*train, *options);
    train->add_option("--hidden", training.hidden, "Hidden units")->capture_default_str()->transform(wholeNumber(1, 1000));
    train->add_option("--seed", training.seed, "Of the random numbers")->capture_default_str()->transform(wholeNumber(0));
    train->add_option("--precision", options->precision, "Of the engine; else float, and double for a graph")
        ->check(CLI::IsMember({ "float", "double" }));
    addGraphToLearn(*train, *options);
    train->add_option("--log", options->log, "Write iteration,loss,train_accuracy,test_accuracy")
        ->type_name("FILE.csv")
        ->check(namesSomething());
    train->add_option("--save", options->save, "Write the weights, for numpy.load and `chainrule score`")
        ->type_name("FILE.npz")
        ->check(namesSomething());
    train->add_flag("--json", options->json, "End with a JSON object on stdout; the epochs go to stderr");
    train->callback([options, train, &command] {
        understand(*options);
        command = [options, train] { return trainOrLearn(*train, *options); };
    });
}

} // namespace chainrule
