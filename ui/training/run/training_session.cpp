// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/run/training_session.h"

#include "ui/training/run/training_worker.h"

#include <algorithm>
#include <limits>

namespace chainrule {

TrainingSession::TrainingSession(QObject *parent)
    : QObject(parent)
    , m_channel(std::make_shared<TrainingChannel>())
    , m_worker(new TrainingWorker(m_channel))
{
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &TrainingWorker::end, Qt::DirectConnection); // on its thread
    connect(this, &TrainingSession::commanded, m_worker, &TrainingWorker::takeCommands, Qt::QueuedConnection);
    connect(m_worker, &TrainingWorker::posted, this, &TrainingSession::collect, Qt::QueuedConnection);
    m_thread.setObjectName(QStringLiteral("training"));
    m_thread.start();
}

TrainingSession::~TrainingSession()
{
    pause(); // an order ends the slice at once
    m_thread.quit();
    m_thread.wait();
    m_channel->ended.wait(false); // it is true by now; everything that the worker did is before this
    delete m_worker;
}

quint64 TrainingSession::send(decltype(TrainingCommand::order) order)
{
    m_channel->commands.post({ ++m_serial, std::move(order) });
    emit commanded();
    return m_serial;
}

// Starts or stops the training.
quint64 TrainingSession::direct(decltype(TrainingCommand::order) order, bool running)
{
    m_running = running;
    return m_directed = send(std::move(order));
}

void TrainingSession::useData(const LoadedData &data)
{
    ++m_opening;
    send(UseData{ data });
}

void TrainingSession::reset(const TrainingSettings &settings)
{
    m_revision = direct(Rebuild{ settings.options, settings.precision }, false);
}

void TrainingSession::start(TrainingLength limit)
{
    direct(RunSteps{ std::numeric_limits<Index>::max(), limit }, true);
}

void TrainingSession::step(Index steps, TrainingLength limit)
{
    direct(RunSteps{ steps, limit }, m_running);
}

void TrainingSession::pause()
{
    direct(Pause{}, false);
}

void TrainingSession::setLearningRate(double rate)
{
    send(SetLearningRate{ rate });
}

void TrainingSession::setBatch(Index batch)
{
    send(SetBatch{ batch });
}

void TrainingSession::setPace(double perSecond)
{
    send(SetPace{ perSecond });
}

void TrainingSession::findRun(const QString &path)
{
    send(FindRun{ path });
}

void TrainingSession::keepRun(const QString &path, int interval)
{
    send(KeepRun{ path, interval });
}

void TrainingSession::restore(std::shared_ptr<const SavedRun> run)
{
    direct(RestoreRun{ std::move(run) }, false);
}

void TrainingSession::loadWeights(const QString &path)
{
    direct(LoadWeights{ path }, false);
}

void TrainingSession::backToGood(double learningRate)
{
    direct(BackToGood{ learningRate }, false);
}

quint64 TrainingSession::look(bool gradients)
{
    return send(Look{ gradients });
}

void TrainingSession::collect()
{
    for (const TrainingMessage &message : m_channel->messages.collect())
        receive(message);
}

void TrainingSession::receive(const TrainingMessage &message)
{
    std::visit([this](const auto &m) { take(m); }, message);
}

void TrainingSession::take(const TrainingProgress &progress)
{
    if (progress.revision != m_revision)
        return;
    // A report from before the last of these orders cannot know of it.
    if (progress.serial >= m_directed)
        m_running = progress.running;
    emit progressed(progress);
}

void TrainingSession::take(const DataOpened &data)
{
    --m_opening;
    // A reset that was ordered meanwhile has made a newer model already, of these data.
    m_revision = std::max(m_revision, data.serial);
    m_running = m_running && m_directed > data.serial;
    emit opened(data);
}

void TrainingSession::take(const OpenFailed &failure)
{
    --m_opening;
    emit openFailed(failure.error);
}

void TrainingSession::take(const RunRestored &run)
{
    if (run.serial < m_revision)
        return; // a reset that was ordered meanwhile has made a newer model already
    m_revision = run.serial;
    emit restored(run);
}

void TrainingSession::take(const ModelSeen &message)
{
    if (message.model->revision == m_revision)
        emit seen(message.model);
}

} // namespace chainrule
