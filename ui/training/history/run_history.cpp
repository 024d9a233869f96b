// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/history/run_history.h"

#include "ui/text/numbers.h"

#include <QtCore/QLocale>

#include <algorithm>
#include <functional>
#include <limits>
#include <utility>

namespace chainrule {

namespace {

// Of several at one iteration the last one holds; one that is like that before it is none.
void note(std::vector<TrainingPhase> &phases, const TrainingPhase &phase)
{
    while (!phases.empty() && phases.back().from >= phase.from)
        phases.pop_back();
    if (phases.empty() || phases.back().learningRate != phase.learningRate || phases.back().batch != phase.batch)
        phases.push_back(phase);
}

void append(RunRecord &run, const TrainingProgress &progress)
{
    run.losses.insert(run.losses.end(), progress.losses.begin(), progress.losses.end());
    run.accuracies.insert(run.accuracies.end(), progress.accuracies.begin(), progress.accuracies.end());
    for (const TrainingPhase &phase : progress.phases)
        note(run.phases, phase);
}

// What was chosen for the next run is none of this one's.
void settle(RunRecord &run)
{
    run.losses.shrink_to_fit();
    run.phases = run.trainedWith();
    run.settings.options.learningRate = run.phases.back().learningRate;
    run.settings.options.batch = run.phases.back().batch;
}

// Those from before this window by when they ended, then those of this window, whose numbers are above 0.
std::pair<qint64, int> placeOf(const RunRecord &run)
{
    return { run.number > 0 ? std::numeric_limits<qint64>::max() : run.ended.toMSecsSinceEpoch(), run.number };
}

// nullptr when there is none of this number.
template <class Record, class Records> Record *recordOf(int number, Record &current, Records &earlier)
{
    if (number == current.number)
        return &current;
    const auto found = std::ranges::find(earlier, number, &RunRecord::number);
    return found == earlier.end() ? nullptr : &*found;
}

} // namespace

QString RunRecord::title() const
{
    if (!name.isEmpty())
        return name;
    const std::vector<TrainingPhase> all = trainedWith();
    const QString rate = displayNumber(all.front().learningRate);
    const bool several =
        std::ranges::any_of(all, [&all](const TrainingPhase &phase) { return phase.learningRate != all.front().learningRate; });
    const QString last = displayNumber(all.back().learningRate);
    if (ended.isValid()) {
        const QString when = QLocale().toString(ended, RunHistory::tr("d MMM hh:mm", "day and time of a run"));
        return several ? RunHistory::tr("%1, lr %2 → %3", "time, first and last learning rate").arg(when, rate, last)
                       : RunHistory::tr("%1, lr %2", "time, learning rate").arg(when, rate);
    }
    if (several)
        return RunHistory::tr("run %1, lr %2 → %3", "number, first and last learning rate")
            .arg(QString::number(number), rate, last);
    return RunHistory::tr("run %1, lr %2", "number, learning rate").arg(QString::number(number), rate);
}

std::vector<TrainingPhase> RunRecord::trainedWith() const
{
    std::vector<TrainingPhase> all = phases;
    if (all.empty())
        all.push_back({ 0, settings.options.learningRate, settings.options.batch });
    while (all.size() > 1 && all.back().from >= Index(losses.size()))
        all.pop_back();
    return all;
}

RunRecord RunRecord::until(Index iterations) const
{
    RunRecord past{ .weights = weights, .phases = phases, .losses = losses, .accuracies = accuracies };
    past.losses.resize(std::min(losses.size(), std::size_t(iterations)));
    past.phases = past.trainedWith();
    std::erase_if(past.accuracies, [iterations](const AccuracyPoint &point) { return point.iteration >= iterations; });
    return past;
}

Index iterationsAt(const AccuracyPoint &point, const RunRecord &run)
{
    const bool untrained = !run.weights.isEmpty() && point.iteration == 0; // it was taken as soon as they were loaded
    return untrained ? 0 : point.iteration + 1;
}

RunHistory::RunHistory(QObject *parent)
    : QObject(parent)
{
}

const RunRecord *RunHistory::find(int number) const
{
    return recordOf(number, m_current, m_earlier);
}

RunRecord *RunHistory::editable(int number)
{
    return recordOf(number, m_current, m_earlier);
}

const RunRecord *RunHistory::ofModel(quint64 revision) const
{
    if (revision == 0)
        return nullptr;
    if (m_current.revision == revision)
        return &m_current;
    for (const std::vector<RunRecord> *runs : { &m_earlier, &m_removed })
        if (const auto found = std::ranges::find(*runs, revision, &RunRecord::revision); found != runs->end())
            return &*found;
    return nullptr;
}

// It becomes an earlier one, where it has something that no earlier one has.
void RunHistory::leaveCurrent()
{
    if (m_current.hasNews()) {
        keep(std::exchange(m_current, {}));
        m_current.number = ++m_lastNumber;
    } else if (!m_current.losses.empty()) {
        m_current = { .number = m_current.number };
    }
}

void RunHistory::begin(const QString &data, const TrainingSettings &settings)
{
    leaveCurrent();
    m_current = { .number = m_current.number, .name = m_current.name, .data = data, .settings = settings };
    Q_EMIT began();
    Q_EMIT listChanged();
}

void RunHistory::goOnWith(RunRecord run)
{
    leaveCurrent();
    const int number = m_current.number;
    m_current = std::move(run);
    m_current.number = number;
    m_current.phases = m_current.trainedWith();
    Q_EMIT began();
    Q_EMIT listChanged();
}

void RunHistory::add(const TrainingProgress &progress)
{
    m_current.revision = progress.revision;
    if (progress.losses.empty() && progress.accuracies.empty() && progress.phases.empty())
        return;
    const std::size_t losses = m_current.losses.size();
    const std::size_t accuracies = m_current.accuracies.size();
    append(m_current, progress);
    Q_EMIT grew(losses, accuracies);
}

void RunHistory::addLate(const TrainingProgress &progress)
{
    const auto run = std::ranges::find(m_earlier, progress.revision, &RunRecord::revision);
    if (run == m_earlier.end() || (progress.losses.empty() && progress.accuracies.empty()))
        return;
    append(*run, progress);
    settle(*run);
    Q_EMIT listChanged();
}

// The newest ones get the numbers next to those of this window.
void RunHistory::addKept(std::vector<RunRecord> runs)
{
    const auto isThere = [this](const RunRecord &run) {
        const auto sameFile = [&run](const RunRecord &other) { return other.file == run.file; };
        return std::ranges::any_of(m_earlier, sameFile) || std::ranges::any_of(m_removed, sameFile);
    };
    std::erase_if(runs, isThere);
    if (runs.empty())
        return;
    std::ranges::sort(runs, std::greater(), &RunRecord::ended);
    for (RunRecord &run : runs) {
        run.number = --m_firstNumber;
        m_earlier.push_back(std::move(run));
    }
    std::ranges::sort(m_earlier, {}, placeOf);
    trim();
    Q_EMIT listChanged();
}

bool RunHistory::setFile(int number, const QString &file)
{
    RunRecord *run = editable(number);
    if (const auto removed = std::ranges::find(m_removed, number, &RunRecord::number); !run && removed != m_removed.end())
        run = &*removed;
    if (!run)
        return false;
    run->file = file;
    Q_EMIT listChanged();
    return true;
}

void RunHistory::unlist(const QString &file)
{
    if (std::erase_if(m_earlier, [&file](const RunRecord &run) { return run.file == file; }) > 0)
        Q_EMIT listChanged();
}

void RunHistory::setSettings(const TrainingSettings &settings)
{
    m_current.settings = settings; // from which iteration on, the training tells
    Q_EMIT settingsChanged();
}

void RunHistory::rename(int number, const QString &name)
{
    RunRecord *run = editable(number);
    if (!run || run->name == name.trimmed())
        return;
    run->name = name.trimmed();
    Q_EMIT renamed(number);
    Q_EMIT listChanged();
}

void RunHistory::setShown(int number, bool shown)
{
    RunRecord *run = editable(number);
    if (!run || run->shown == shown)
        return;
    run->shown = shown;
    Q_EMIT listChanged();
}

void RunHistory::showOnly(const std::vector<int> &numbers)
{
    const auto choose = [&numbers](RunRecord &run) { run.shown = std::ranges::find(numbers, run.number) != numbers.end(); };
    choose(m_current);
    std::ranges::for_each(m_earlier, choose);
    Q_EMIT listChanged();
}

void RunHistory::remove(const std::vector<int> &numbers)
{
    const auto goes = [&numbers](const RunRecord &run) { return std::ranges::find(numbers, run.number) != numbers.end(); };
    const auto first = std::stable_partition(m_earlier.begin(), m_earlier.end(), std::not_fn(goes));
    if (first == m_earlier.end())
        return;
    if (!m_removed.empty())
        Q_EMIT forgotten(std::exchange(m_removed, {}));
    m_removed.assign(std::make_move_iterator(first), std::make_move_iterator(m_earlier.end()));
    m_earlier.erase(first, m_earlier.end());
    Q_EMIT listChanged();
}

void RunHistory::undoRemove()
{
    for (RunRecord &run : m_removed)
        keep(std::move(run));
    m_removed.clear();
    Q_EMIT listChanged();
}

void RunHistory::keep(RunRecord run)
{
    settle(run);
    m_earlier.push_back(std::move(run));
    std::ranges::sort(m_earlier, {}, placeOf);
    trim();
}

// The newest one stays whatever its size: it was in memory a moment ago.
void RunHistory::trim()
{
    std::size_t losses = 0;
    std::size_t kept = 0;
    for (auto run = m_earlier.rbegin(); run != m_earlier.rend(); ++run, ++kept) {
        losses += run->losses.size();
        if (kept > 0 && (kept == mostEarlier || losses > mostEarlierLosses))
            break;
    }
    m_earlier.erase(m_earlier.begin(), m_earlier.end() - std::ptrdiff_t(kept));
}

} // namespace chainrule
