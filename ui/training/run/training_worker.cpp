// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/run/training_worker.h"

#include "files/storage_error.h"

#include <QtCore/QTimerEvent>

#include <algorithm>
#include <cmath>
#include <limits>
#include <new>

namespace chainrule {

namespace {

constexpr double sliceLength = 15; // ms
constexpr double reportInterval = 34; // ms: at most 30 reports a second
constexpr Index firstPart = 16;
constexpr Index partsOfFirstEpoch[] = { firstPart, 8, 4, 2 }; // after a 16th of it, an 8th … accuracy is taken as well

// The place of the last iteration that was done; before the first one it is the first one's.
AccuracyPoint lastOf(const TrainingPosition &position)
{
    if (position.iteration == 0)
        return {};
    const bool closed = position.intoEpoch == 0; // an epoch, with it
    const Index before = closed ? position.perEpoch - 1 : position.intoEpoch - 1;
    return { position.iteration - 1, {}, position.epoch - (closed ? 1 : 0), double(before) / double(position.perEpoch) };
}

} // namespace

TrainingWorker::TrainingWorker(std::shared_ptr<TrainingChannel> channel)
    : m_channel(std::move(channel))
{
    m_clock.start();
}

void TrainingWorker::takeOrders()
{
    const std::vector<NumberedOrder> orders = m_channel->orders.collect();
    if (orders.empty())
        return; // one bell may have rung for several of them
    for (const NumberedOrder &numbered : orders) {
        m_progress.serial = numbered.serial;
        std::visit([this](const auto &order) { take(order); }, numbered.order);
    }
    // A look is answered by itself; while it trains the next report comes soon enough.
    const auto isLook = [](const NumberedOrder &numbered) { return std::holds_alternative<Look>(numbered.order); };
    if (!busy() || !std::ranges::all_of(orders, isLook))
        report();
    if (busy())
        waitForNextTurn();
}

void TrainingWorker::end()
{
    takeOrders(); // the thread may end before it hears of the last ones
    report();
    m_turns.stop(); // a timer can be stopped by its own thread only
    m_channel->ended = true;
    m_channel->ended.notify_one();
}

void TrainingWorker::take(const UseData &order)
{
    try {
        build(order.data);
        Q_EMIT opened(DataOpened{ m_progress.serial, m_data });
    } catch (const std::bad_alloc &) {
        Q_EMIT openFailed(StorageError(StorageError::Kind::TooLarge, order.data.name));
    }
}

void TrainingWorker::take(const Rebuild &order)
{
    m_plan = order;
    try {
        build(m_data);
    } catch (const std::bad_alloc &) {
        leaveModel();
        m_trainer.reset();
        beginModel(); // nothing is left to be measured, or to be trained
        Q_EMIT openFailed(StorageError(StorageError::Kind::TooLarge, m_data.name));
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
    notePhase();
}

void TrainingWorker::take(const SetBatch &order)
{
    try {
        if (m_trainer)
            m_trainer->setBatch(order.batch);
        m_plan.options.batch = order.batch;
        notePhase();
    } catch (const std::bad_alloc &) {
        Q_EMIT batchRefused(BatchRefused{ order.batch, m_trainer->options().batch });
    }
}

// From the next iteration on.
void TrainingWorker::notePhase()
{
    if (m_trainer)
        m_progress.phases.push_back({ m_trainer->iteration(), m_trainer->options().learningRate, m_trainer->options().batch });
}

void TrainingWorker::take(const SetPace &order)
{
    m_pace.set(order.perSecond, now());
    m_rate.clear();
}

void TrainingWorker::take(const Look &order)
{
    if (!m_trainer)
        return;
    try {
        Q_EMIT seen(look(order.gradients));
    } catch (const std::bad_alloc &) {
        Q_EMIT memoryLacked(MemoryLacked{});
    }
}

ModelSnapshot TrainingWorker::look(bool gradients)
{
    const std::span<const Index> batch = m_trainer->lastBatch();
    ModelSnapshot model{ m_progress.revision, m_trainer->iteration(),         m_plan.precision, m_trainer->parameters(),
                         std::nullopt,        { batch.begin(), batch.end() }, m_data.data,      m_progress.serial };
    if (gradients && !batch.empty())
        model.gradients = m_trainer->gradients();
    return model;
}

// Changes nothing when the memory does not suffice.
void TrainingWorker::build(const LoadedData &data)
{
    std::unique_ptr<AnyTrainer> trainer;
    if (data.data)
        trainer = AnyTrainer::make(data.data, m_plan.options, m_plan.precision);
    useTrainer(std::move(trainer), data);
}

// Changes nothing when it throws.
void TrainingWorker::useTrainer(std::unique_ptr<AnyTrainer> trainer, const LoadedData &data)
{
    LastGood good;
    if (trainer)
        good.begin(*trainer, data.data->classes);
    leaveModel();
    m_trainer = std::move(trainer);
    m_good = std::move(good);
    m_data = LoadedData(data); // which may be a reference to it
    beginModel();
    notePhase();
}

// Nothing is left of the model before.
void TrainingWorker::beginModel()
{
    m_goal = 0;
    m_deadImages = 0;
    m_measuring.reset();
    m_measured.reset();
    m_search.reset();
    const quint64 serial = m_progress.serial;
    m_progress = {};
    m_progress.serial = m_progress.revision = serial;
}

bool TrainingWorker::running() const
{
    return m_trainer && m_trainer->iteration() < std::min(m_goal, m_length.iterations(m_trainer->position()));
}

void TrainingWorker::timerEvent(QTimerEvent *)
{
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
    while (busy() && (pondering() || m_pace.wait(now()) < 1) && m_channel->orders.empty()) {
        advance();
        if (now() >= end)
            break;
    }
}

// In slow motion, until the next iteration is due, or what happened is to be told.
void TrainingWorker::waitForNextTurn()
{
    double wait = pondering() ? 0 : m_pace.wait(now());
    if (!m_progress.losses.empty())
        wait = std::min(wait, std::max(0.0, m_reportedAt + reportInterval - now()));
    m_turns.start(int(wait), Qt::PreciseTimer, this);
}

void TrainingWorker::advance()
{
    if (m_measuring)
        continueAccuracy();
    else if (m_search)
        searchRate();
    else
        step();
}

void TrainingWorker::step()
{
    m_pace.spend(now());
    const TrainingReport done = m_trainer->step();
    m_progress.losses.push_back(done.loss);
    if (!std::isfinite(done.loss))
        diverge(done.loss);
    else if (accuracyIsDue())
        beginAccuracy();
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
    beginSearch();
}

void TrainingWorker::diverge(double loss)
{
    m_progress.divergence = m_trainer->divergence();
    m_progress.divergence->loss = loss;
    m_progress.divergence->goodIterations = m_good.iterations();
    m_goal = 0;
    beginSearch();
}

void TrainingWorker::beginSearch()
{
    const TrainingOptions options = std::visit([](const auto &state) { return state.options; }, m_good.state());
    const double failed = m_trainer->options().learningRate;
    try {
        m_search = std::make_unique<RateSearch>(AnyTrainer::make(m_data.data, options, m_plan.precision), m_good.state(),
                                                m_trainer->options().batch, failed);
    } catch (const std::bad_alloc &) {
        m_progress.proposedRate = ProposedRate{ rateBelow(failed) }; // nothing can be tried
    }
}

void TrainingWorker::searchRate()
{
    m_progress.proposedRate = m_search->advance();
    if (m_progress.proposedRate)
        m_search.reset();
}

// With the first iteration of an epoch, as in the seeds; on the way through the first epoch, in which most is learnt; and at
// the end.
bool TrainingWorker::accuracyIsDue() const
{
    const AccuracyPoint last = lastOf(m_trainer->position());
    if (m_measured && *m_measured >= last.iteration)
        return false; // of loaded weights it is there
    const Index perEpoch = m_trainer->position().perEpoch;
    const auto done = Index(std::lround(last.within * double(perEpoch)));
    const bool early = last.epoch == 0 && perEpoch >= 2 * firstPart
        && std::ranges::any_of(partsOfFirstEpoch, [&](Index part) { return done == perEpoch / part; });
    return done == 0 || early || m_trainer->iteration() >= m_length.iterations(m_trainer->position());
}

void TrainingWorker::beginAccuracy()
{
    m_trainer->beginAccuracy();
    m_measuring = lastOf(m_trainer->position());
}

void TrainingWorker::continueAccuracy()
{
    const std::optional<Accuracy> accuracy = m_trainer->continueAccuracy();
    if (!accuracy)
        return;
    m_measuring->accuracy = *accuracy;
    m_measured = m_measuring->iteration;
    m_progress.accuracies.push_back(*m_measuring);
    m_measuring.reset();
}

void TrainingWorker::report()
{
    m_reportedAt = now();
    m_progress.running = running();
    if (m_trainer) {
        m_progress.position = m_trainer->position();
        m_rate.mark(m_progress.position.iteration, m_reportedAt / 1000);
        m_progress.learningRate = m_trainer->options().learningRate;
        m_progress.perSecond = running() ? m_rate.perSecond() : 0;
    }
    Q_EMIT progressed(m_progress);
    m_progress.losses.clear();
    m_progress.accuracies.clear();
    m_progress.phases.clear();
    m_progress.died.reset();
    m_progress.proposedRate.reset();
}

} // namespace chainrule
