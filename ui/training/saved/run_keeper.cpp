// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/saved/run_keeper.h"

#include "ui/training/run/training_session.h"

#include <algorithm>
#include <new>

namespace chainrule {

RunKeeper::RunKeeper(TrainingSession &session, RunHistory &history, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_history(history)
{
    connect(&session, &TrainingSession::copied, this, &RunKeeper::keep);
    connect(&history, &RunHistory::began, this, [this] { m_another = true; });
    connect(&history, &RunHistory::renamed, this,
            [this](int number) { m_renamed = m_renamed || number == m_history.current().number; });
}

void RunKeeper::keepIn(const QString &path, int interval)
{
    wait();
    m_file.emplace(path);
    m_interval = interval;
    m_timer.start(interval, this);
}

void RunKeeper::timerEvent(QTimerEvent *)
{
    constexpr int soon = 1000; // ms
    const bool busy = m_writing.load(std::memory_order_acquire); // a slow disk
    m_timer.start(busy ? std::min(soon, m_interval) : m_interval, this);
    if (!busy && moved())
        m_session.send(CopyRun{});
}

Index RunKeeper::written() const
{
    return m_another ? 0 : m_file->losses();
}

void RunKeeper::keep(const std::shared_ptr<const RunCopied> &copy)
{
    const RunRecord &record = m_history.current();
    const bool told = positionOf(copy->run).iteration == Index(record.losses.size());
    if (!m_file || m_writing.load(std::memory_order_acquire) || !told || !moved())
        return;
    std::vector<double> losses(record.losses.begin() + written(), record.losses.end());
    m_renamed = false;
    if (std::exchange(m_another, false))
        m_file->beginAnew();
    m_writing.store(true, std::memory_order_relaxed);
    m_thread = std::jthread(
        [this, copy, past = Past{ std::move(losses), record.accuracies, record.trainedWith(), record.weights, record.name }] {
            write(*copy, past);
        });
}

void RunKeeper::write(const RunCopied &copy, const Past &past)
{
    std::optional<StorageError> error;
    try {
        if (m_data != copy.data) {
            m_checksum = checksum(*copy.data);
            m_data = copy.data;
        }
        SavedRun run = copy.run;
        run.dataChecksum = m_checksum;
        run.losses = past.losses;
        run.accuracies = past.accuracies;
        run.phases = past.phases;
        run.weights = past.weights;
        run.name = past.name;
        run.endedAt = QDateTime::currentMSecsSinceEpoch();
        m_file->save(run);
    } catch (const StorageError &e) {
        error = e;
    } catch (const std::bad_alloc &) {
        error = StorageError(StorageError::Kind::TooLarge, m_file->path());
    }
    m_writing.store(false, std::memory_order_release);
    m_calls.post([this, error] { Q_EMIT kept(error); });
}

void RunKeeper::wait()
{
    if (m_thread.joinable())
        m_thread.join();
}

void RunKeeper::dropRunBefore()
{
    if (!m_file || !m_another)
        return;
    wait();
    m_file->remove();
}

void RunKeeper::end()
{
    m_timer.stop();
    wait();
    const QSignalBlocker quietly(&m_history);
    const auto hear = [this](const TrainingProgress &progress) {
        progress.revision == m_session.revision() ? m_history.add(progress) : m_history.addLate(progress);
    };
    if (const auto last = m_session.end(hear))
        keep(std::make_shared<const RunCopied>(*last));
    wait();
}

} // namespace chainrule
