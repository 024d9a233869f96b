// SPDX-License-Identifier: GPL-3.0-or-later
// Keeps a window's run on disk: every so often while it moves, and as it ended.
#pragma once

#include "files/run_file.h"
#include "files/storage_error.h"
#include "ui/keeping/thread_calls.h"
#include "ui/training/history/run_history.h"

#include <QtCore/QBasicTimer>

#include <atomic>
#include <memory>
#include <optional>
#include <thread>

namespace chainrule {

class TrainingSession;

// Asks the session for a copy of the run, adds the losses and accuracies of the history that it has not written yet, and writes
// from a thread of its own: neither the training nor the window waits for the disk. One copy is written at a time.
class RunKeeper final : public QObject
{
    Q_OBJECT

public:
    // The session's reports come to the history before they come here.
    RunKeeper(TrainingSession &session, RunHistory &history, QObject *parent = nullptr);

    // From now on in this file, every so many milliseconds. Takes the place of the run that it holds.
    void keepIn(const QString &path, int interval);
    void dropRunBefore(); // the file holds a run that is kept elsewhere by now, unless the run of now is in it already
    void end(); // the training, of which nobody hears any more; returns when its last state is on disk

Q_SIGNALS:
    void kept(const std::optional<StorageError> &error); // without one it is on disk

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    struct Past
    {
        std::vector<double> losses; // that the file does not have yet
        std::vector<AccuracyPoint> accuracies; // all of them, as of the next
        std::vector<TrainingPhase> phases;
        QString weights;
        QString name;
    };

    Index written() const; // losses of the run of now
    bool moved() const { return m_renamed || written() != Index(m_history.current().losses.size()); }
    void keep(const std::shared_ptr<const RunCopied> &copy);
    void write(const RunCopied &copy, const Past &past);
    void wait();

    TrainingSession &m_session;
    RunHistory &m_history;
    int m_interval = 0; // ms
    QBasicTimer m_timer;
    bool m_another = false; // the run of now is another than the file's, or went back
    bool m_renamed = false; // since it was written
    std::optional<RunFile> m_file; // the thread's while it writes, as are the next two
    std::shared_ptr<const Dataset> m_data; // of which the checksum is
    quint32 m_checksum = 0;
    std::atomic<bool> m_writing = false;
    ThreadCalls m_calls;
    std::jthread m_thread; // ends first: it uses all of the above
};

} // namespace chainrule
