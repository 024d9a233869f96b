// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli_learn.h"

#include "app/cli.h"
#include "app/cli_text.h"
#include "app/interrupt.h"
#include "app/learning_rows.h"
#include "app/progress_line.h"
#include "app/training_log.h"

#include "files/npz.h"
#include "files/save_file.h"
#include "learning/learning_document.h"
#include "text/inert_text.h"
#include "ui/text/storage_words.h"

#include <cmath>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

constexpr Index mostToTell = 10000; // numbers in the last line of --json
constexpr Index usualBatch = 100; // of data with more rows

QStringList namesIn(const std::vector<std::string> &lists)
{
    QStringList names;
    for (const std::string &list : lists)
        names += fromStd(list).split(u',', Qt::SkipEmptyParts);
    for (QString &name : names)
        name = name.trimmed();
    return names;
}

// With the parameters that were asked for.
GraphDocument learningDocument(const GraphDocument &document, const LearnArguments &arguments)
{
    const QStringList names = namesIn(arguments.learn);
    for (const QString &name : names) {
        const DocumentNode *node = document.nodeNamed(name);
        if (!node || !node->isLeaf())
            throw CliError(ExitCode::wrongUsage, u"--learn %1: \"%1\" is no input of %2"_s.arg(name, shownName(document)));
    }
    return names.isEmpty() ? document : withParameters(document, names);
}

template <class S> class LearningRun final
{
public:
    // `rows` may be none: then the values that are given are the data.
    LearningRun(const GraphDocument &document, const CompiledGraph &compiled, const LearnArguments &arguments,
                const LearningRows *rows)
        : m_document(document)
        , m_compiled(compiled)
        , m_arguments(arguments)
        , m_samples(rows ? rows->samples<S>(document, compiled) : ownSamples(document, compiled))
        , m_learner(makeLearner<S>(document, compiled, options(), m_samples.get()))
    {
    }

    int run()
    {
        const QString weights = fromStd(m_arguments.save);
        if (!weights.isEmpty())
            requireSavable(weights);
        TrainingLog log(fromStd(m_arguments.log));
        endOnInterrupt();
        goOnUnheard();
        loop(log);
        const bool saved = weights.isEmpty() || hasSaved(weights);
        if (interrupted())
            writeError(u"Ended after %1 iterations."_s.arg(m_done));
        m_arguments.json ? tellJson() : tell();
        return saved && log.whole() ? ExitCode::done : ExitCode::failed;
    }

private:
    static std::unique_ptr<Samples<S>> ownSamples(const GraphDocument &document, const CompiledGraph &compiled)
    {
        auto samples = chainrule::ownSamples<S>(document, compiled);
        return samples ? std::make_unique<TableSamples<S>>(*std::move(samples)) : nullptr;
    }

    LearnerOptions options() const
    {
        LearnerOptions options = m_arguments.learner;
        if (options.batch && !m_samples)
            throw CliError(
                ExitCode::wrongUsage,
                u"--batch: %1 has no data leaves with as many rows each, of which a mini-batch could be drawn."_s.arg(
                    shownName(m_document)));
        if (m_arguments.usualBatch && m_samples && m_samples->count() > usualBatch)
            options.batch = usualBatch;
        return options;
    }

    Index iterations() const
    {
        if (m_arguments.epochs == 0)
            return m_arguments.iterations;
        const Index rows = m_samples ? m_samples->count() : 1;
        return m_arguments.epochs * std::max<Index>(1, rows / m_learner.options().batch.value_or(rows));
    }

    void loop(TrainingLog &log)
    {
        using Clock = std::chrono::steady_clock;
        const Clock::time_point start = Clock::now();
        const auto elapsed = [&] { return std::chrono::duration<double>(Clock::now() - start).count(); };
        const Index count = iterations();
        ProgressLine progress(count);
        for (bool finite = true; finite && m_done < count && !interrupted(); ++m_done) {
            m_last = m_learner.step();
            finite = std::isfinite(m_last.after);
            tellEndOfLog(log.add({ m_done, m_last.after, {} }, std::nullopt), progress);
            progress.show(m_done + 1, elapsed());
        }
        m_seconds = elapsed();
        tellEndOfLog(log.close(), progress);
        progress.clear();
        if (!std::isfinite(m_last.after))
            throw CliError(ExitCode::failed, divergedText());
    }

    // Nothing can be learned any more, and there are no parameters worth saving.
    QString divergedText() const
    {
        const QString loss = exactText(m_last.after);
        const auto number = m_learner.firstNonFinite();
        const QString rate = QString::number(m_learner.options().learningRate);
        if (!number)
            return u"The loss became %1 at iteration %2, with learning rate %3. Learn again with a lower one."_s.arg(loss)
                .arg(m_done - 1)
                .arg(rate);
        return u"The loss became %1 at iteration %2, with learning rate %3; it began at %4. Learn again with a lower one."_s
            .arg(loss)
            .arg(m_done - 1)
            .arg(rate, nameOf(number->node));
    }

    const QString &nameOf(NodeId node) const { return m_document.nodes[m_compiled.order[node]].name; }

    bool hasSaved(const QString &path) const
    {
        std::vector<NamedArray<S>> arrays;
        for (const NodeId node : m_learner.net().parameters) {
            const View<const S> value = m_learner.run().value(node);
            const bool scalar = m_learner.net().graph->shape(node).isScalar();
            arrays.push_back(
                { nameOf(node), scalar ? std::vector<Index>() : std::vector{ value.rows, value.columns }, value.span() });
        }
        try {
            saveArrays<S>(path, arrays);
            return true;
        } catch (const StorageError &error) {
            writeError(words(error));
            return false;
        }
    }

    Tensor numbersOf(NodeId node) const
    {
        const auto values = m_learner.run().value(node).span();
        return { m_learner.net().graph->shape(node), { values.begin(), values.end() } };
    }

    static View<const double> viewOf(const Tensor &tensor)
    {
        return { tensor.values.data(), tensor.shape.rows(), tensor.shape.columns() };
    }

    void tellJson() const
    {
        Json parameters = Json::object();
        for (const NodeId node : m_learner.net().parameters)
            parameters[nameOf(node).toStdString()] = jsonTensor(viewOf(numbersOf(node)));
        writeJson({ { "graph", shownName(m_document).toStdString() },
                    { "seconds", jsonNumber(m_seconds) },
                    { "iterations", m_done },
                    { "loss", jsonNumber(m_last.after) },
                    { "parameters", parameterCount(m_learner.net()) > mostToTell ? Json() : parameters } });
    }

    void tell() const
    {
        writeOut(u"%1 iterations in %2 s  loss %3"_s.arg(m_done).arg(m_seconds, 0, 'f', 2).arg(exactText(m_last.after)));
        QList<QStringList> rows{ { u"parameter"_s, u"value"_s, u"gradient"_s } };
        for (const NodeId node : m_learner.net().parameters) {
            const auto gradient = m_learner.run().gradient(node).span();
            const Tensor last{ m_learner.net().graph->shape(node), { gradient.begin(), gradient.end() } };
            rows.append({ nameOf(node), exactText(viewOf(numbersOf(node))), exactText(viewOf(last)) });
        }
        writeOut(table(rows));
    }

    const GraphDocument &m_document;
    const CompiledGraph &m_compiled;
    const LearnArguments &m_arguments;
    std::unique_ptr<Samples<S>> m_samples;
    Learner<S> m_learner;
    LearnerReport m_last;
    Index m_done = 0;
    double m_seconds = 0;
};

} // namespace

// A loss is one number: that of many has no least.
void requireLearning(const GraphDocument &document, const CompiledGraph &compiled)
{
    const auto fail = [](const QString &message) { throw CliError(ExitCode::wrongUsage, message); };
    if (std::ranges::none_of(document.nodes, &DocumentNode::isParameter))
        fail(u"%1 has no parameters, which learn: \"learn w\" in an expression makes one, and so does train --learn w."_s.arg(
            shownName(document)));
    if (compiled.result == noNode)
        fail(u"%1 computes nothing that could become smaller."_s.arg(shownName(document)));
    if (const Shape &shape = compiled.graph->shape(compiled.result); shape.size() != 1)
        fail(u"The result %1 has shape %2: what learns makes one number small, such as sum(…) or squared_error(…)."_s.arg(
            document.nodes[compiled.order[compiled.result]].name, QString::fromStdString(shape.text())));
}

int learn(const LearnArguments &arguments)
{
    return withDocument(arguments.source, [&](const GraphDocument &source) {
        GraphDocument document = learningDocument(source, arguments);
        std::optional<LearningRows> rows;
        if (!arguments.data.place.empty()) {
            rows.emplace(document, arguments.data, arguments.bind);
            document = rows->bound(document);
            arguments.json ? writeError(rows->line()) : writeOut(rows->line());
        }
        const CompiledGraph compiled = compile(document);
        requireLearning(document, compiled);
        const LearningRows *of = rows ? &*rows : nullptr;
        return arguments.precise ? LearningRun<double>(document, compiled, arguments, of).run()
                                 : LearningRun<float>(document, compiled, arguments, of).run();
    });
}

} // namespace chainrule
