// SPDX-License-Identifier: GPL-3.0-or-later
// A model's past: the run that was kept on disk and is gone on with, weights that are loaded, the last good ones.
#include "files/npz.h"
#include "files/run_file.h"
#include "files/storage_error.h"
#include "ui/training/run/training_worker.h"

#include <QtCore/QFileInfo>

#include <algorithm>
#include <new>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

// For what the pictures are and what they may be; any number of hidden units.
void requireFit(const NetSize &size, const Dataset &data, const QString &path)
{
    const auto refuse = [&path](const char *array, Index wantedRows, Index wantedColumns, Index rows, Index columns) {
        throw StorageError(
            StorageError::Kind::BadShape, path, -1,
            u"%1: (%2, %3) / (%4, %5)"_s.arg(QLatin1String(array)).arg(wantedRows).arg(wantedColumns).arg(rows).arg(columns));
    };
    constexpr Index mostHidden = 1000; // as the settings allow
    if (size.inputs != data.training.pixelsEach() || size.hidden > mostHidden)
        refuse("W1", data.training.pixelsEach(), std::min(size.hidden, mostHidden), size.inputs, size.hidden);
    if (size.classes != data.classes)
        refuse("W2", size.hidden, data.classes, size.hidden, size.classes);
}

} // namespace

void TrainingWorker::take(const FindRun &order)
{
    try {
        Q_EMIT found(RunFound{ std::make_shared<const SavedRun>(loadRun(order.path)), std::nullopt });
    } catch (const StorageError &error) {
        Q_EMIT found(RunFound{ nullptr, error.kind() == StorageError::Kind::NotFound ? std::nullopt : std::optional(error) });
    } catch (const std::bad_alloc &) {
        Q_EMIT found(RunFound{ nullptr, StorageError(StorageError::Kind::TooLarge, order.path) });
    }
}

// The copy is made between two iterations. Its losses have been told when it is.
void TrainingWorker::take(const CopyRun &)
{
    try {
        std::optional<RunCopied> copy = copyOfRun();
        if (!copy)
            return;
        report();
        Q_EMIT copied(std::move(*copy));
    } catch (const std::bad_alloc &) {
        Q_EMIT memoryLacked(MemoryLacked{});
    }
}

std::optional<RunCopied> TrainingWorker::copyOfRun() const
{
    if (!m_trainer || m_progress.divergence)
        return std::nullopt;
    RunCopied copy{ m_progress.revision, {}, m_data.data };
    m_trainer->copyState(copy.run.trainer);
    copy.run.length = m_length;
    copy.run.dataName = m_data.name;
    copy.run.dataSource = m_data.place;
    if (m_measuring)
        copy.run.accuracyDue = m_measuring->epoch;
    return copy;
}

// Whoever keeps runs gets it as it is; where its numbers have run away, as it was before.
void TrainingWorker::leaveModel()
{
    if (!m_trainer || m_trainer->iteration() == 0)
        return;
    report();
    try {
        std::optional<RunCopied> copy = copyOfRun();
        if (!copy) {
            copy = RunCopied{ m_progress.revision, {}, m_data.data };
            copy->run.trainer = m_good.state();
            copy->run.length = m_length;
            copy->run.dataName = m_data.name;
            copy->run.dataSource = m_data.place;
        }
        Q_EMIT replaced(std::move(*copy));
    } catch (const std::bad_alloc &) {
        Q_EMIT memoryLacked(MemoryLacked{});
    }
}

void TrainingWorker::take(const RestoreRun &order)
{
    const SavedRun &run = *order.run;
    const bool sameData = m_data.data && checksum(*m_data.data) == run.dataChecksum
        && std::visit([this](const auto &state) { return fits(state, *m_data.data); }, run.trainer);
    if (!sameData) {
        Q_EMIT restoreFailed(RestoreFailed{ true });
        return;
    }
    try {
        restore(run.trainer, run.accuracyDue);
        m_length = run.length;
        if (!run.accuracies.empty())
            m_measured = run.accuracies.back().iteration;
        sayRestored(order.run);
    } catch (const std::bad_alloc &) {
        Q_EMIT restoreFailed(RestoreFailed{ false });
    }
}

void TrainingWorker::take(const LoadWeights &order)
{
    if (!m_data.data)
        return;
    try {
        const LoadedWeights weights = loadWeights(order.path);
        requireFit(weights.parameters.size, *m_data.data, order.path);
        useWeights(weights, order.path);
    } catch (const StorageError &error) {
        Q_EMIT weightsRefused(error);
    } catch (const std::bad_alloc &) {
        Q_EMIT weightsRefused(StorageError(StorageError::Kind::TooLarge, order.path));
    }
}

// Changes nothing when it throws. In double where the weights need it, so that the net is the one that was saved.
void TrainingWorker::useWeights(const LoadedWeights &loaded, const QString &path)
{
    const Parameters<double> &weights = loaded.parameters;
    Rebuild plan = m_plan;
    plan.options.hidden = weights.size.hidden;
    if (converted<double>(converted<float>(weights)) != weights)
        plan.precision = Precision::Double;
    std::unique_ptr<AnyTrainer> trainer = AnyTrainer::make(m_data.data, plan.options, plan.precision);
    trainer->setParameters(weights);
    useTrainer(std::move(trainer), m_data);
    const bool moreExact = plan.precision != std::exchange(m_plan, plan).precision;
    beginAccuracy(); // nobody has trained it here: how good it is, is told at once
    Q_EMIT restored(RunRestored{ m_progress.serial, settings(), m_trainer->iteration(), nullptr, QFileInfo(path).fileName(),
                                 loaded.reading, moreExact });
}

void TrainingWorker::take(const BackToGood &order)
{
    if (!m_trainer)
        return;
    leaveModel();
    const Index batch = m_trainer->options().batch;
    try {
        m_trainer->setBatch(std::visit([](const auto &state) { return state.options.batch; }, m_good.state()));
    } catch (const std::bad_alloc &) {
        Q_EMIT memoryLacked(MemoryLacked{});
        return;
    }
    m_trainer->setState(m_good.state());
    m_trainer->setLearningRate(order.learningRate);
    take(SetBatch{ batch }); // which may have changed since
    m_plan.options = m_trainer->options();
    m_good.begin(*m_trainer, m_data.data->classes); // of the same sizes: it allocates nothing
    beginModel();
    if (m_trainer->iteration() > 0)
        m_measured = m_trainer->iteration() - 1;
    sayRestored();
    notePhase();
}

// Changes nothing when it throws.
void TrainingWorker::restore(const AnyTrainerState &state, std::optional<Index> accuracyDue)
{
    const TrainingOptions options = std::visit([](const auto &s) { return s.options; }, state);
    const auto precision = std::holds_alternative<TrainerState<double>>(state) ? Precision::Double : Precision::Float;
    std::unique_ptr<AnyTrainer> trainer = AnyTrainer::make(m_data.data, options, precision);
    trainer->setState(state);
    useTrainer(std::move(trainer), m_data);
    m_plan = { options, precision };
    if (accuracyDue)
        beginAccuracy();
}

void TrainingWorker::sayRestored(std::shared_ptr<const SavedRun> run)
{
    Q_EMIT restored(RunRestored{ m_progress.serial, settings(), m_trainer->iteration(), std::move(run) });
}

TrainingSettings TrainingWorker::settings() const
{
    return { m_trainer->options(), m_plan.precision, m_length };
}

} // namespace chainrule
