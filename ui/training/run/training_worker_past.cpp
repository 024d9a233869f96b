// SPDX-License-Identifier: GPL-3.0-or-later
// A model's past: the run that is kept on disk, found there and gone on with, weights that are loaded, the last good ones.
#include "files/npz.h"
#include "files/storage_error.h"
#include "ui/training/run/training_worker.h"

#include <algorithm>
#include <new>

namespace chainrule {

namespace {

// For what the pictures are and what they may be; any number of hidden units.
void requireFit(const NetSize &size, const Dataset &data, const QString &path)
{
    const auto refuse = [&path](const char *array, Index wantedRows, Index wantedColumns, Index rows, Index columns) {
        throw StorageError(StorageError::Kind::BadShape, path, -1,
                           QStringLiteral("%1: (%2, %3) / (%4, %5)")
                               .arg(QLatin1String(array))
                               .arg(wantedRows)
                               .arg(wantedColumns)
                               .arg(rows)
                               .arg(columns));
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
        post(RunFound{ std::make_shared<const SavedRun>(loadRun(order.path)), std::nullopt });
    } catch (const StorageError &error) {
        post(RunFound{ nullptr, error.kind() == StorageError::Kind::NotFound ? std::nullopt : std::optional(error) });
    } catch (const std::bad_alloc &) {
        post(RunFound{ nullptr, StorageError(StorageError::Kind::TooLarge, order.path) });
    }
}

void TrainingWorker::take(const KeepRun &order)
{
    m_keeper = std::make_unique<RunKeeper>(order.path,
                                           [this](std::optional<StorageError> error) { post(RunKept{ std::move(error) }); });
    m_keepInterval = order.interval;
    m_keepTimer.start(m_keepInterval, this);
}

void TrainingWorker::take(const RestoreRun &order)
{
    const SavedRun &run = *order.run;
    const bool sameData = m_data.data && checksum(*m_data.data) == run.dataChecksum
        && std::visit([this](const auto &state) { return fits(state, *m_data.data); }, run.trainer);
    if (!sameData) {
        post(RestoreFailed{ m_progress.serial, true });
        return;
    }
    try {
        restore(run.trainer, run.accuracyDue);
        m_length = run.length;
        m_losses = run.losses;
        m_accuracies = run.accuracies;
        postRestored();
    } catch (const std::bad_alloc &) {
        post(RestoreFailed{ m_progress.serial, false });
    }
}

void TrainingWorker::take(const LoadWeights &order)
{
    if (!m_data.data)
        return;
    try {
        const Parameters<double> weights = loadParameters(order.path);
        requireFit(weights.size, *m_data.data, order.path);
        useWeights(weights);
    } catch (const StorageError &error) {
        post(WeightsRefused{ error });
    } catch (const std::bad_alloc &) {
        post(WeightsRefused{ StorageError(StorageError::Kind::TooLarge, order.path) });
    }
}

// Changes nothing when it throws. In double where the weights need it, so that the net is the one that was saved.
void TrainingWorker::useWeights(const Parameters<double> &weights)
{
    Rebuild plan = m_plan;
    plan.options.hidden = weights.size.hidden;
    if (converted<double>(converted<float>(weights)) != weights)
        plan.precision = Precision::Double;
    std::unique_ptr<AnyTrainer> trainer = AnyTrainer::make(m_data.data, plan.options, plan.precision);
    trainer->setParameters(weights);
    m_trainer = std::move(trainer);
    m_plan = plan;
    m_losses.clear();
    m_accuracies.clear();
    beginModel();
    beginAccuracy(0); // nobody has trained it here: how good it is, is told at once
    postRestored();
}

void TrainingWorker::take(const BackToGood &order)
{
    if (!m_trainer)
        return;
    m_trainer->setBatch(std::visit([](const auto &state) { return state.options.batch; }, m_good.state()));
    m_trainer->setState(m_good.state());
    m_trainer->setLearningRate(order.learningRate);
    m_plan.options = m_trainer->options();
    beginModel();
    m_losses.resize(std::size_t(m_trainer->iteration()));
    std::erase_if(m_accuracies, [this](const AccuracyPoint &point) { return point.iteration >= m_trainer->iteration(); });
    postRestored();
}

// Changes nothing when it throws.
void TrainingWorker::restore(const AnyTrainerState &state, std::optional<Index> accuracyDue)
{
    const TrainingOptions options = std::visit([](const auto &s) { return s.options; }, state);
    const auto precision = std::holds_alternative<TrainerState<double>>(state) ? Precision::Double : Precision::Float;
    std::unique_ptr<AnyTrainer> trainer = AnyTrainer::make(m_data.data, options, precision);
    trainer->setState(state);
    m_trainer = std::move(trainer);
    m_plan = { options, precision };
    beginModel();
    if (accuracyDue)
        beginAccuracy(*accuracyDue);
}

void TrainingWorker::postRestored()
{
    post(RunRestored{ m_progress.serial, { m_trainer->options(), m_plan.precision, m_length }, m_losses, m_accuracies });
}

// The copy is made here, between two iterations; it is written elsewhere. A run that has lost its numbers is not kept, so
// that the one on disk is the last that had them.
void TrainingWorker::keep()
{
    constexpr int soon = 1000; // ms
    if (!m_keeper || !m_trainer || m_progress.divergence)
        return;
    if (!m_keeper->idle()) { // a slow disk
        m_keepTimer.start(std::min(soon, m_keepInterval), this);
        return;
    }
    if (m_keeper->losses() == m_trainer->iteration())
        return; // it has not moved
    SavedRun run;
    m_trainer->copyState(run.trainer);
    run.length = m_length;
    run.dataName = m_data.name;
    run.dataSource = m_data.folder;
    run.accuracies = m_accuracies;
    run.accuracyDue = m_measuring;
    run.losses.assign(m_losses.begin() + m_keeper->losses(), m_losses.end());
    m_keeper->keep(std::move(run), m_data.data);
    m_keepTimer.start(m_keepInterval, this);
}

} // namespace chainrule
