// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/saved/run_offer.h"

#include "files/storage_error.h"
#include "ui/text/storage_words.h"
#include "ui/widgets/message_bar.h"

#include <QtCore/QFile>
#include <QtCore/QLocale>
#include <QtCore/QTime>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

const QString runShelf = u"run"_s;

} // namespace

RunOffer::RunOffer(TrainingSession &session, RunHistory &history, MessageBar &message, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_message(message)
    , m_keeper(session, history)
    , m_archive(session, history)
{
    const TrainingAnswers &answers = session.answers();
    connect(&answers, &TrainingAnswers::found, this, qOverload<const RunFound &>(&RunOffer::take), Qt::QueuedConnection);
    connect(&answers, &TrainingAnswers::restoreFailed, this, qOverload<const RestoreFailed &>(&RunOffer::take),
            Qt::QueuedConnection);
    connect(&m_keeper, &RunKeeper::kept, this, &RunOffer::sayKept);
    connect(&m_archive, &RunArchive::opened, this, &RunOffer::goBack);
    connect(&m_archive, &RunArchive::kept, &m_keeper, &RunKeeper::dropRunBefore);
    connect(&m_archive, &RunArchive::failed, this,
            [this](const QString &what, const QString &advice) { m_message.say(what, advice); });
    connect(&m_archive, &RunArchive::notOpened, this, [this](const QString &what, const QString &advice) {
        m_goingBack = false;
        m_message.say(what, advice);
    });
    connect(&m_archive, &RunArchive::keptChanged, this, &RunOffer::archiveChanged);
    connect(&session, &TrainingSession::restored, this, &RunOffer::restored);
}

void RunOffer::keepIn(const QString &folder, int interval)
{
    m_runs = folder;
    m_interval = interval;
    m_shelf = std::make_unique<Shelf>(folder, runShelf);
    if (m_shelf->path().isEmpty())
        Q_EMIT keptChanged(tr("This run is not kept: nothing can be written into %1").arg(folder));
    else
        look();
    m_archive.keepIn(folder, held());
}

void RunOffer::end()
{
    m_keeper.end();
    m_archive.end();
}

void RunOffer::look()
{
    m_further = std::make_unique<Shelf>(m_runs, runShelf, Shelf::Want::Newest);
    if (m_further->path().isEmpty())
        m_further.reset();
    else
        m_archive.unlist(m_further->path());
    m_session.send(FindRun{ m_shelf->path() });
}

// What is in the places that this window holds: others leave it alone, so it does not stand in Runs.
QStringList RunOffer::held() const
{
    QStringList paths{ m_shelf->path() };
    if (m_further)
        paths.append(m_further->path());
    for (const std::unique_ptr<Shelf> &passed : m_passed)
        paths.append(passed->path());
    return paths;
}

// All but the run that was offered last: another window may offer these, and Runs has them.
void RunOffer::letGo()
{
    QStringList paths = held();
    paths.removeFirst();
    m_further.reset();
    m_passed.clear();
    for (const QString &path : paths)
        m_archive.list(path);
}

// From now on, in the place that is held.
void RunOffer::keep()
{
    letGo();
    m_keeper.keepIn(m_shelf->path(), m_interval);
}

void RunOffer::dataOpened(const QString &folder)
{
    m_folder = folder;
    if (m_waiting)
        goOn();
    else
        offer();
}

void RunOffer::takeBack()
{
    m_waiting = m_restoring = m_goingBack = false;
    if (isBack(m_found.run.get()))
        m_found = {};
}

void RunOffer::begun()
{
    if (m_restoring)
        return; // a report from before that
    if (!m_found.run || isBack(m_found.run.get())) {
        withdraw();
        return;
    }
    const QString left = named();
    withdraw();
    QString advice;
    const bool kept = keepBeside(advice);
    const QString what = tr("A new run has begun. The one on %1 is kept.").arg(left);
    kept ? m_message.sayDone(what, advice) : m_message.say(what, advice);
}

// From now on, in another place than the one that is held. False when it is not kept; `advice` says what that means for
// either run.
bool RunOffer::keepBeside(QString &advice)
{
    letGo(); // they may have to give way
    auto beside = std::make_unique<Shelf>(m_runs, runShelf, Shelf::Want::EmptyOrOldest);
    if (beside->path().isEmpty()) {
        Q_EMIT keptChanged(tr("This run is not kept: other windows have all the places for runs"));
        advice = tr("The new one is not: other windows have all the places for runs.");
        return false;
    }
    const bool givesWay = QFile::exists(beside->path());
    if (givesWay && !m_archive.adopt(beside->path())) {
        Q_EMIT keptChanged(tr("This run is not kept: the oldest one could not be moved out of its way"));
        advice = tr("The new one is not: the oldest run could not be moved out of its way.");
        return false;
    }
    m_archive.list(m_shelf->path());
    m_shelf = std::move(beside);
    keep();
    advice = givesWay ? tr("It is offered again, after this one. The oldest run that was kept gives way: it is in Runs.")
                      : tr("It is offered again, after this one, when the training desk is opened the next time.");
    return true;
}

// By goOn(), or because weights were loaded.
void RunOffer::restored()
{
    if (m_restoring) {
        const bool lastTime = !isBack(m_found.run.get());
        withdraw();
        if (lastTime) {
            m_archive.unlist(m_shelf->path());
            keep();
        }
    } else {
        begun();
    }
}

void RunOffer::withdraw()
{
    m_found = {};
    m_waiting = m_restoring = m_goingBack = false;
    if (std::exchange(m_offered, false))
        m_message.hide();
}

void RunOffer::take(const RunFound &found)
{
    m_found = found;
    const bool foreign = found.error && found.error->kind() == StorageError::Kind::NewerVersion; // not ours to write over
    if (!found.run && !foreign)
        keep();
    offer();
}

void RunOffer::sayKept(const std::optional<StorageError> &error)
{
    if (error) {
        Q_EMIT keptChanged(tr("Not saved: %1").arg(words(*error)));
        return;
    }
    const QString time = QLocale().toString(QTime::currentTime(), QLocale::ShortFormat);
    Q_EMIT keptChanged(tr("Saved at %1 · goes on after a restart").arg(time));
}

void RunOffer::take(const RestoreFailed &failure)
{
    m_waiting = m_restoring = m_goingBack = m_offered = false;
    if (isBack(m_found.run.get())) {
        m_found = {};
        m_message.say(tr("This run cannot be gone back to."),
                      failure.otherData ? tr("It was trained on other pictures than those that are there now under this name.")
                                        : tr("There is not enough memory for it. What is in use now stays."));
        return;
    }
    m_message.say(tr("The run of last time cannot go on."),
                  failure.otherData
                      ? tr("It was trained on other pictures than those that are in use now. Choose its data, and "
                           "open the training desk again.")
                      : tr("There is not enough memory for it. What is in use now stays."));
}

QString RunOffer::named() const
{
    const auto number = [](Index n) { return QLocale().toString(qlonglong(n)); };
    const TrainingPosition &position = positionOf(*m_found.run);
    if (finished())
        return tr("%1, %Ln iterations", "data of a run, how many it had", int(position.iteration)).arg(m_found.run->dataName);
    return tr("%1, iteration %2 of %3", "data of a run, how far it came")
        .arg(m_found.run->dataName, number(position.iteration), number(m_found.run->length.iterations(position)));
}

// It has done what it was to do.
bool RunOffer::finished() const
{
    const TrainingPosition &position = positionOf(*m_found.run);
    return position.iteration >= m_found.run->length.iterations(position);
}

void RunOffer::offer()
{
    if (!m_folder)
        return; // data that are still on their way would take its place
    m_offered = m_found.run || m_found.error;
    if (m_found.error)
        m_message.say(words(*m_found.error), tr("A new run can be trained all the same."));
    if (!m_found.run)
        return;
    const bool over = finished();
    QList<MessageBar::Action> actions{ { over ? tr("Show it") : tr("Go on"), u"goOn"_s, [this] { goOn(); } } };
    if (m_further)
        actions.append({ tr("The one before"), u"runBefore"_s, [this] { lookFurther(); } });
    if (over)
        m_message.say(tr("Finished: the run on %1.").arg(named()),
                      tr("Its curves and its net can be shown again, and trained further. A new run is kept beside it."),
                      actions);
    else
        m_message.say(tr("Go on with the run on %1?").arg(named()),
                      tr("It is as it was when it was saved last. A new run is kept beside it."), actions);
}

void RunOffer::lookFurther()
{
    m_passed.push_back(std::exchange(m_shelf, std::move(m_further)));
    look();
}

void RunOffer::goBackTo(int number)
{
    if (!m_goingBack)
        m_goingBack = m_archive.open(number);
}

void RunOffer::goBack(const std::shared_ptr<const SavedRun> &run)
{
    if (m_found.run)
        begun(); // what was offered stays beside
    m_goingBack = true;
    m_found = { run, std::nullopt };
    m_back = run;
    goOn();
}

void RunOffer::goOn()
{
    const QString &wanted = m_found.run->dataSource;
    m_waiting = m_folder != wanted && !m_waiting; // once they are there, they are what is wanted, or refused
    if (m_waiting)
        Q_EMIT dataWanted(wanted.isEmpty() ? u"digits"_s : wanted);
    else
        m_session.restore(m_found.run);
    m_restoring = !m_waiting;
}

} // namespace chainrule
