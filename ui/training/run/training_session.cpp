// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/run/training_session.h"

#include "ui/training/run/training_worker.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace chainrule {

TrainingSession::TrainingSession(QObject *parent)
    : QObject(parent)
    , m_channel(std::make_shared<TrainingChannel>())
    , m_worker(std::make_unique<TrainingWorker>(m_channel))
{
    m_worker->moveToThread(&m_thread);
    wire();
    m_thread.setObjectName(u"training"_s);
    m_thread.start();
}

TrainingSession::~TrainingSession()
{
    end();
}

void TrainingSession::wire()
{
    TrainingWorker *worker = m_worker.get();
    connect(&m_thread, &QThread::finished, worker, &TrainingWorker::end, Qt::DirectConnection); // on its thread
    connect(this, &TrainingSession::ordered, worker, &TrainingWorker::takeOrders, Qt::QueuedConnection);
    connect(worker, &TrainingAnswers::progressed, this, &TrainingSession::receive, Qt::QueuedConnection);
    connect(worker, &TrainingAnswers::opened, this, &TrainingSession::open, Qt::QueuedConnection);
    connect(worker, &TrainingAnswers::openFailed, this, &TrainingSession::failToOpen, Qt::QueuedConnection);
    connect(worker, &TrainingAnswers::restored, this, &TrainingSession::restoreTo, Qt::QueuedConnection);
    const auto ifOfNow = [this](auto signal) {
        return [this, signal](const auto &value) {
            if (value.shared()->revision == m_revision)
                Q_EMIT(this->*signal)(value.shared());
        };
    };
    connect(worker, &TrainingAnswers::seen, this, ifOfNow(&TrainingSession::seen), Qt::QueuedConnection);
    connect(worker, &TrainingAnswers::copied, this, ifOfNow(&TrainingSession::copied), Qt::QueuedConnection);
}

std::optional<RunCopied> TrainingSession::end(const std::function<void(const TrainingProgress &)> &hear)
{
    if (m_thread.isFinished())
        return std::nullopt;
    pause(); // an order ends the slice at once
    m_thread.quit();
    m_thread.wait();
    m_channel->ended.wait(false); // it is true by now; everything that the worker did is before this
    const quint64 revision = m_revision; // of which they know who keep the run
    disconnect();
    if (hear) {
        connect(this, &TrainingSession::progressed, this, hear);
        connect(this, &TrainingSession::progressedBefore, this, hear);
    }
    QCoreApplication::sendPostedEvents(this, QEvent::MetaCall);
    std::optional<RunCopied> last = m_worker->copyOfRun();
    return last && last->revision == revision ? std::move(last) : std::nullopt;
}

const TrainingAnswers &TrainingSession::answers() const
{
    return *m_worker;
}

quint64 TrainingSession::send(TrainingOrder order)
{
    m_channel->orders.post({ ++m_serial, std::move(order) });
    Q_EMIT ordered();
    return m_serial;
}

// Starts or stops the training.
quint64 TrainingSession::direct(TrainingOrder order, bool running)
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

void TrainingSession::receive(const TrainingProgress &progress)
{
    if (progress.revision != m_revision) {
        Q_EMIT progressedBefore(progress);
        return;
    }
    // A report from before the last of these orders cannot know of it.
    if (progress.serial >= m_directed)
        m_running = progress.running;
    Q_EMIT progressed(progress);
}

void TrainingSession::open(const DataOpened &opening)
{
    --m_opening;
    // A reset that was ordered meanwhile has made a newer model already, of these data.
    m_revision = std::max(m_revision, opening.serial);
    m_running = m_running && m_directed > opening.serial;
    Q_EMIT opened(opening.data);
}

void TrainingSession::failToOpen(const StorageError &error)
{
    if (m_opening > 0) // a reset that was refused opened nothing
        --m_opening;
    Q_EMIT openFailed(error);
}

void TrainingSession::restoreTo(const RunRestored &run)
{
    if (run.serial < m_revision)
        return; // a reset that was ordered meanwhile has made a newer model already
    m_revision = run.serial;
    Q_EMIT restored(run);
}

} // namespace chainrule
