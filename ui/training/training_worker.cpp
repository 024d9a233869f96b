// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/training_worker.h"

#include <algorithm>
#include <cmath>
#include <new>

namespace chainrule {

namespace {

constexpr qint64 sliceLength = 15; // ms
constexpr qint64 reportInterval = 34; // ms: at most 30 reports a second

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
    report();
    if (busy())
        m_turns.start(0, this);
}

void TrainingWorker::end()
{
    m_turns.stop(); // a timer can be stopped by its own thread only
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
    if (!m_trainer || m_progress.diverged)
        return;
    const Index from = std::max(m_goal, m_trainer->iteration());
    m_goal = std::min(order.limit, from + std::min(order.steps, order.limit));
    m_rate.clear();
    m_rate.mark(m_trainer->iteration(), double(m_clock.elapsed()) / 1000);
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
    m_goal = 0;
    m_measuring = false;
    const quint64 serial = m_progress.serial;
    m_progress = {};
    m_progress.serial = m_progress.revision = serial;
}

bool TrainingWorker::running() const
{
    return m_trainer && m_trainer->iteration() < m_goal;
}

void TrainingWorker::timerEvent(QTimerEvent *)
{
    if (!busy()) { // an order has ended it, and was answered
        m_turns.stop();
        return;
    }
    runSlice();
    if (!busy() || m_clock.elapsed() - m_reportedAt >= reportInterval)
        report();
}

void TrainingWorker::runSlice()
{
    const qint64 end = std::min(m_clock.elapsed() + sliceLength, m_reportedAt + reportInterval);
    do {
        advance();
    } while (busy() && m_clock.elapsed() < end && m_channel->commands.empty());
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
    const TrainingReport done = m_trainer->step();
    if (m_progress.losses.empty())
        m_progress.firstIteration = done.iteration;
    m_progress.losses.push_back(done.loss);
    if (!std::isfinite(done.loss)) {
        m_progress.diverged = true;
        m_goal = 0;
    } else if (done.iteration % m_trainer->iterationsPerEpoch() == 0) {
        m_trainer->beginAccuracy();
        m_measuring = true;
    }
}

void TrainingWorker::continueAccuracy()
{
    const std::optional<Accuracy> accuracy = m_trainer->continueAccuracy();
    if (!accuracy)
        return;
    m_progress.accuracies.push_back({ m_trainer->iteration() - 1, *accuracy });
    m_measuring = false;
}

void TrainingWorker::report()
{
    m_reportedAt = m_clock.elapsed();
    m_progress.running = running();
    if (m_trainer) {
        m_rate.mark(m_trainer->iteration(), double(m_reportedAt) / 1000);
        m_progress.iteration = m_trainer->iteration();
        m_progress.iterationsPerEpoch = m_trainer->iterationsPerEpoch();
        m_progress.learningRate = m_trainer->learningRate();
        m_progress.perSecond = running() ? m_rate.perSecond() : 0;
    }
    post(m_progress);
    m_progress.losses.clear();
    m_progress.accuracies.clear();
}

void TrainingWorker::post(TrainingMessage message)
{
    m_channel->messages.post(std::move(message));
    emit posted();
}

} // namespace chainrule
