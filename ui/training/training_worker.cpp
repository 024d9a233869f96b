// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/training_worker.h"

#include "storage/npz.h"

#include <QtCore/QTimerEvent>

#include <algorithm>
#include <cmath>
#include <limits>
#include <new>

namespace chainrule {

namespace {

constexpr double sliceLength = 15; // ms
constexpr double reportInterval = 34; // ms: at most 30 reports a second

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

TrainingWorker::TrainingWorker(std::shared_ptr<TrainingChannel> channel)
    : m_channel(std::move(channel))
{
    m_clock.start();
}

void TrainingWorker::takeCommands()
{
    const std::vector<TrainingCommand> commands = m_channel->commands.collect();
    if (commands.empty())
        return; // one bell may have rung for several of them
    for (const TrainingCommand &command : commands) {
        m_progress.serial = command.serial;
        std::visit([this](const auto &order) { take(order); }, command.order);
    }
    // A look is answered by itself; while it trains the next report comes soon enough.
    const auto isLook = [](const TrainingCommand &command) { return std::holds_alternative<Look>(command.order); };
    if (!busy() || !std::ranges::all_of(commands, isLook))
        report();
    if (busy())
        waitForNextTurn();
}

void TrainingWorker::end()
{
    m_turns.stop(); // a timer can be stopped by its own thread only
    if (m_keeper)
        m_keeper->wait();
    keep();
    m_keepTimer.stop();
    m_keeper.reset(); // once it is on disk
    m_channel->ended = true;
    m_channel->ended.notify_one();
}

void TrainingWorker::take(const UseData &order)
{
    const Dataset &data = *order.data.data;
    try {
        build(order.data);
    } catch (const std::bad_alloc &) {
        post(OpenFailed{ m_progress.serial, StorageError(StorageError::Kind::TooLarge, order.data.name) });
        return;
    }
    const LabelledImages &images = data.training;
    post(DataOpened{ m_progress.serial, m_data.name, m_data.folder, images.count, data.test.count, images.pixelsEach(),
                     data.classes, m_data.data });
}

void TrainingWorker::take(const Rebuild &order)
{
    m_plan = order;
    try {
        build(m_data);
    } catch (const std::bad_alloc &) {
        m_trainer.reset();
        post(OpenFailed{ m_progress.serial, StorageError(StorageError::Kind::TooLarge, m_data.name) });
    }
}

void TrainingWorker::take(const RunSteps &order)
{
    if (!m_trainer || m_progress.divergence)
        return;
    const Index from = running() ? m_goal : m_trainer->iteration();
    m_length = order.limit;
    constexpr Index endless = std::numeric_limits<Index>::max();
    m_goal = order.steps > endless - from ? endless : from + order.steps;
    m_rate.clear();
    m_rate.mark(m_trainer->iteration(), now() / 1000);
}

// A half-taken accuracy is finished all the same: it belongs to an iteration that is shown already.
void TrainingWorker::take(const Pause &)
{
    m_goal = 0;
}

void TrainingWorker::take(const SetLearningRate &order)
{
    m_plan.options.learningRate = order.rate;
    if (m_trainer)
        m_trainer->setLearningRate(order.rate);
}

void TrainingWorker::take(const SetBatch &order)
{
    m_plan.options.batch = order.batch;
    if (m_trainer)
        m_trainer->setBatch(order.batch);
}

void TrainingWorker::take(const SetPace &order)
{
    m_pace.set(order.perSecond, now());
    m_rate.clear();
}

void TrainingWorker::take(const KeepRun &order)
{
    try {
        post(RunFound{ std::make_shared<const SavedRun>(loadRun(order.path)), std::nullopt });
    } catch (const StorageError &error) {
        if (error.kind() != StorageError::Kind::NotFound)
            post(RunFound{ nullptr, error });
        if (error.kind() == StorageError::Kind::NewerVersion)
            return; // it is not ours to write over
    } catch (const std::bad_alloc &) {
        post(RunFound{ nullptr, StorageError(StorageError::Kind::TooLarge, order.path) });
    }
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

void TrainingWorker::take(const Look &order)
{
    if (!m_trainer)
        return;
    const std::span<const Index> batch = m_trainer->lastBatch();
    ModelSnapshot model{ m_progress.revision, m_trainer->iteration(),         m_plan.precision, m_trainer->parameters(),
                         std::nullopt,        { batch.begin(), batch.end() }, m_data.data,      m_progress.serial };
    if (order.gradients && !batch.empty())
        model.gradients = m_trainer->gradients();
    post(ModelSeen{ std::make_shared<const ModelSnapshot>(std::move(model)) });
}

// Changes nothing when the memory does not suffice.
void TrainingWorker::build(LoadedData data)
{
    if (data.data)
        m_trainer = AnyTrainer::make(data.data, m_plan.options, m_plan.precision);
    m_data = std::move(data);
    m_losses.clear();
    m_accuracies.clear();
    beginModel();
}

// Nothing is left of the model before, but its past, which is the caller's to set.
void TrainingWorker::beginModel()
{
    m_goal = 0;
    m_deadImages = 0;
    m_measuring.reset();
    if (m_keeper) {
        m_keeper->wait();
        m_keeper->beginAnew();
    }
    if (m_trainer)
        m_good.begin(*m_trainer, m_data.data->classes);
    const quint64 serial = m_progress.serial;
    m_progress = {};
    m_progress.serial = m_progress.revision = serial;
}

bool TrainingWorker::running() const
{
    return m_trainer && m_trainer->iteration() < std::min(m_goal, m_length.iterations(m_trainer->position()));
}

void TrainingWorker::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_keepTimer.timerId()) {
        keep();
        return;
    }
    if (!busy()) { // an order has ended it, and was answered
        m_turns.stop();
        return;
    }
    runSlice();
    if (!busy() || now() - m_reportedAt >= reportInterval)
        report();
    waitForNextTurn();
}

void TrainingWorker::runSlice()
{
    const double end = std::min(now() + sliceLength, m_reportedAt + reportInterval);
    while (busy() && (m_measuring || m_pace.wait(now()) < 1) && m_channel->commands.empty()) {
        advance();
        if (now() >= end)
            break;
    }
}

// In slow motion, until the next iteration is due, or what happened is to be told.
void TrainingWorker::waitForNextTurn()
{
    double wait = m_measuring ? 0 : m_pace.wait(now());
    if (!m_progress.losses.empty())
        wait = std::min(wait, std::max(0.0, m_reportedAt + reportInterval - now()));
    m_turns.start(int(wait), Qt::PreciseTimer, this);
}

void TrainingWorker::advance()
{
    if (m_measuring)
        continueAccuracy();
    else
        step();
}

void TrainingWorker::step()
{
    m_pace.spend(now());
    const TrainingReport done = m_trainer->step();
    if (m_progress.losses.empty())
        m_progress.firstIteration = done.iteration;
    m_progress.losses.push_back(done.loss);
    m_losses.push_back(done.loss);
    if (!std::isfinite(done.loss))
        diverge(done.loss);
    else if (done.epoch)
        beginAccuracy(*done.epoch);
    m_good.see(*m_trainer, done.loss);
    watchForDeath(done.loss);
}

// A small mini-batch can leave every unit of a small net silent by chance; a thousand images in a row cannot.
void TrainingWorker::watchForDeath(double loss)
{
    constexpr Index enough = 1000; // images
    const Index batch = m_trainer->options().batch;
    m_deadImages = m_trainer->dead() ? m_deadImages + batch : 0;
    if (m_deadImages < enough || m_deadImages - batch >= enough || m_progress.divergence)
        return;
    m_progress.died = Divergence{ .dead = true,
                                  .iteration = m_trainer->iteration() - 1,
                                  .loss = loss,
                                  .learningRate = m_trainer->options().learningRate,
                                  .goodIterations = m_good.iterations() };
    m_goal = 0;
}

void TrainingWorker::diverge(double loss)
{
    m_progress.divergence = m_trainer->divergence();
    m_progress.divergence->loss = loss;
    m_progress.divergence->goodIterations = m_good.iterations();
    m_goal = 0;
}

void TrainingWorker::beginAccuracy(Index epoch)
{
    m_trainer->beginAccuracy();
    m_measuring = epoch;
}

void TrainingWorker::continueAccuracy()
{
    const std::optional<Accuracy> accuracy = m_trainer->continueAccuracy();
    if (!accuracy)
        return;
    const AccuracyPoint point{ std::max<Index>(m_trainer->iteration() - 1, 0), *accuracy, *m_measuring };
    m_progress.accuracies.push_back(point);
    if (m_trainer->iteration() > 0) // one that was taken of loaded weights is no part of a run
        m_accuracies.push_back(point);
    m_measuring.reset();
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

void TrainingWorker::report()
{
    m_reportedAt = now();
    m_progress.running = running();
    if (m_trainer) {
        const TrainingPosition &position = m_trainer->position();
        m_rate.mark(position.iteration, m_reportedAt / 1000);
        m_progress.iteration = position.iteration;
        m_progress.epoch = position.epoch;
        m_progress.intoEpoch = position.intoEpoch;
        m_progress.iterationsPerEpoch = position.perEpoch;
        m_progress.learningRate = m_trainer->options().learningRate;
        m_progress.perSecond = running() ? m_rate.perSecond() : 0;
    }
    post(m_progress);
    m_progress.losses.clear();
    m_progress.accuracies.clear();
    m_progress.died.reset();
}

void TrainingWorker::post(TrainingMessage message)
{
    m_channel->messages.post(std::move(message));
    emit posted();
}

} // namespace chainrule
