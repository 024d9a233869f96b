// SPDX-License-Identifier: GPL-3.0-or-later
// The earlier runs on disk, each with its weights, until somebody deletes them.
#pragma once

#include "files/run_file.h"
#include "files/storage_error.h"
#include "ui/keeping/task_queue.h"
#include "ui/keeping/thread_calls.h"
#include "ui/training/history/run_history.h"

namespace chainrule {

class TrainingSession;

// Writes each run that another model takes the place of, lists those of earlier windows in the history, and follows what a
// person does to them there: a new name, a deletion. A run that another window trains is not listed. All files are read and
// written by a thread of its own.
class RunArchive final : public QObject
{
    Q_OBJECT

public:
    static constexpr int mostRuns = 200;
    static constexpr qint64 mostBytes = 1'000'000'000;

    // The session's reports come to the history before they come here.
    RunArchive(TrainingSession &session, RunHistory &history, QObject *parent = nullptr);

    // The folder in which windows keep their runs of now: what they left there is listed too, but for `mine`, which this one
    // holds.
    void keepIn(const QString &runs, const QStringList &mine);
    void list(const QString &path); // a run that nobody goes on with
    void unlist(const QString &path); // this window holds it now; the file stays
    // Moves a run here, whose place is needed. False when that is not possible: then it is where it was.
    bool adopt(const QString &path);
    bool open(int number); // answered by opened(), or by notOpened(); false when there is nothing to open
    void end(); // after the session's end; returns when all is on disk

Q_SIGNALS:
    void opened(const std::shared_ptr<const SavedRun> &run);
    void notOpened(const QString &what, const QString &advice);
    void kept(); // the run that was left last is on disk
    void failed(const QString &what, const QString &advice);
    void keptChanged(const QString &words); // what is kept, how much more can be, and what cannot be read

private:
    struct Unreadable
    {
        QString path; // of the run: the error may be one of its losses
        StorageError error;
    };
    struct Listed
    {
        std::vector<RunRecord> runs;
        std::vector<Unreadable> unreadable;
    };

    void keep(const RunCopied &copy);
    void write(SavedRun run, int number, const std::shared_ptr<const Dataset> &data);
    void written(int number, const QString &path, const QString &name);
    void rename(int number);
    void remove(const std::vector<RunRecord> &runs);
    void read(const QStringList &paths);
    void take(const Listed &listed);
    bool isUnreadable(const QString &path) const; // it is one of those, or its losses
    void count();
    QString folder() const;
    QString newPath() const;

    RunHistory &m_history;
    QString m_runs; // empty when nothing is kept
    int m_count = 0;
    qint64 m_bytes = 0;
    std::vector<Unreadable> m_unreadable; // what is there, but cannot be listed; it takes nobody's room
    std::shared_ptr<const Dataset> m_data; // the thread's, as is the next: of which the checksum is
    quint32 m_checksum = 0;
    ThreadCalls m_calls;
    TaskQueue m_queue; // ends first: it uses all of the above
};

} // namespace chainrule
