// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/run_offer.h"

#include "ui/text/storage_words.h"
#include "ui/training/message_bar.h"

#include <QtCore/QLocale>
#include <QtCore/QTime>

namespace chainrule {

RunOffer::RunOffer(TrainingSession &session, MessageBar &message, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_message(message)
{
    connect(&session, &TrainingSession::found, this, qOverload<const RunFound &>(&RunOffer::take));
    connect(&session, &TrainingSession::kept, this, qOverload<const RunKept &>(&RunOffer::take));
    connect(&session, &TrainingSession::restoreFailed, this, qOverload<const RestoreFailed &>(&RunOffer::take));
    connect(&session, &TrainingSession::restored, this, &RunOffer::withdraw);
}

void RunOffer::keepIn(const QString &folder, int interval)
{
    m_shelf = std::make_unique<Shelf>(folder, QStringLiteral("run"));
    if (m_shelf->path().isEmpty())
        emit keptChanged(tr("This run is not kept: nothing can be written into %1").arg(folder));
    else
        m_session.keepRun(m_shelf->path(), interval);
}

void RunOffer::dataOpened(const QString &folder)
{
    m_folder = folder;
    if (m_waiting)
        goOn();
    else
        offer();
}

void RunOffer::withdraw()
{
    m_found = {};
    m_waiting = false;
    if (std::exchange(m_offered, false))
        m_message.hide();
}

void RunOffer::take(const RunFound &found)
{
    m_found = found;
    offer();
}

void RunOffer::take(const RunKept &result)
{
    if (result.error) {
        emit keptChanged(tr("Not saved: %1").arg(words(*result.error)));
        return;
    }
    const QString time = QLocale().toString(QTime::currentTime(), QLocale::ShortFormat);
    emit keptChanged(tr("Saved at %1 · goes on after a restart").arg(time));
}

void RunOffer::take(const RestoreFailed &failure)
{
    m_waiting = false;
    m_offered = false;
    m_message.say(tr("The run of last time cannot go on."),
                  failure.otherData
                      ? tr("It was trained on other pictures than those that are in use now. Choose its data, and "
                           "open the training desk again.")
                      : tr("There is not enough memory for it. What is in use now stays."));
}

QString RunOffer::question() const
{
    const auto number = [](Index n) { return QLocale().toString(qlonglong(n)); };
    const TrainingPosition &position = positionOf(*m_found.run);
    return tr("Go on with the run on %1, iteration %2 of %3?")
        .arg(m_found.run->dataName, number(position.iteration), number(m_found.run->length.iterations(position)));
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
    m_message.say(question(), tr("It is as it was when it was saved last. A new run takes its place."),
                  { { tr("Go on"), QStringLiteral("goOn"), [this] { goOn(); } } });
}

void RunOffer::goOn()
{
    const QString &wanted = m_found.run->dataSource;
    m_waiting = m_folder != wanted && !m_waiting; // once they are there, they are what is wanted, or refused
    if (m_waiting)
        emit dataWanted(wanted.isEmpty() ? QStringLiteral("digits") : wanted);
    else
        m_session.restore(m_found.run);
}

} // namespace chainrule
