// SPDX-License-Identifier: GPL-3.0-or-later
// Keeps a window's run, and offers to go on with the one of last time.
#pragma once

#include "ui/keeping/shelf.h"
#include "ui/training/run/training_session.h"
#include "ui/training/saved/run_archive.h"
#include "ui/training/saved/run_keeper.h"

namespace chainrule {

class MessageBar;

class RunOffer final : public QObject
{
    Q_OBJECT

public:
    RunOffer(TrainingSession &session, RunHistory &history, MessageBar &message, QObject *parent = nullptr);

    // The run is kept in this folder from now on, every so many milliseconds while it trains and at the end. A run that is
    // there already and is offered stays: who begins another one without a word has not said that it may go.
    void keepIn(const QString &folder, int interval);
    // What is in use now; the run that was found is offered, or goes on if it waits for these data.
    void dataOpened(const QString &folder); // empty for what is built in
    void takeBack(); // what was to go on does not: its data do not come, or a reset came first
    // Another run has begun: what was offered is not any more, but stays on disk, and the new one is kept beside it.
    void begun();
    void end(); // see RunKeeper and RunArchive
    // Goes on with the kept run of this number, with its data and all its settings. The run of now stays as an earlier one.
    // Not while one is on its way back: a second click is none.
    void goBackTo(int number);
    bool isBack(const SavedRun *run) const { return run && run == m_back.get(); } // it is still there as an earlier one
    bool waiting() const { return m_waiting; } // for the data of a run that is to go on

Q_SIGNALS:
    void dataWanted(const QString &source); // "digits" or a folder
    void keptChanged(const QString &words); // whether and when the run was kept
    void archiveChanged(const QString &words); // see RunArchive

private:
    void take(const RunFound &found);
    void sayKept(const std::optional<StorageError> &error);
    void take(const RestoreFailed &failure);
    void look();
    void offer();
    void goOn();
    void goBack(const std::shared_ptr<const SavedRun> &run);
    void lookFurther();
    void restored();
    void withdraw();
    void keep();
    void letGo();
    QStringList held() const;
    bool keepBeside(QString &advice);
    bool finished() const;
    QString named() const;

    TrainingSession &m_session;
    MessageBar &m_message;
    RunKeeper m_keeper;
    RunArchive m_archive;
    QString m_runs; // the folder of the runs
    int m_interval = 0; // ms
    std::unique_ptr<Shelf> m_shelf; // null when runs are not kept
    std::unique_ptr<Shelf> m_further; // of the run before the one that was found; null without one
    std::vector<std::unique_ptr<Shelf>> m_passed; // of runs that were looked at and passed over
    RunFound m_found; // empty when there was none, or another run has begun
    bool m_waiting = false; // for the data that the run needs
    bool m_restoring = false; // the next model to be restored is this run
    bool m_goingBack = false; // a kept run is on its way
    bool m_offered = false; // it is what the bar says
    std::shared_ptr<const SavedRun> m_back; // the kept run that was gone back to last
    std::optional<QString> m_folder; // of the data in use, once there are any
};

} // namespace chainrule
