// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/history/run_history.h"

#include "ui/text/numbers.h"

#include <algorithm>
#include <functional>

namespace chainrule {

namespace {

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
    return RunHistory::tr("run %1, lr %2", "number, learning rate")
        .arg(QString::number(number), displayNumber(settings.options.learningRate));
}

RunRecord RunRecord::until(Index iterations) const
{
    RunRecord past{ .losses = losses, .accuracies = accuracies };
    past.losses.resize(std::min(losses.size(), std::size_t(iterations)));
    std::erase_if(past.accuracies, [iterations](const AccuracyPoint &point) { return point.iteration >= iterations; });
    return past;
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

void RunHistory::begin(const QString &data, const TrainingSettings &settings)
{
    if (!m_current.losses.empty()) {
        keep(std::move(m_current));
        m_current = {};
        m_current.number = ++m_lastNumber;
    }
    m_current.data = data;
    m_current.settings = settings;
    m_current.shown = true;
    Q_EMIT began();
    Q_EMIT listChanged();
}

void RunHistory::goOnWith(RunRecord run)
{
    if (!m_current.losses.empty()) {
        keep(std::move(m_current));
        ++m_lastNumber;
    }
    m_current = std::move(run);
    m_current.number = m_lastNumber;
    Q_EMIT began();
    Q_EMIT listChanged();
}

void RunHistory::add(const TrainingProgress &progress)
{
    if (progress.losses.empty() && progress.accuracies.empty())
        return;
    const std::size_t losses = m_current.losses.size();
    const std::size_t accuracies = m_current.accuracies.size();
    m_current.losses.insert(m_current.losses.end(), progress.losses.begin(), progress.losses.end());
    m_current.accuracies.insert(m_current.accuracies.end(), progress.accuracies.begin(), progress.accuracies.end());
    Q_EMIT grew(losses, accuracies);
}

void RunHistory::setSettings(const TrainingSettings &settings)
{
    m_current.settings = settings;
    Q_EMIT settingsChanged();
}

void RunHistory::rename(int number, const QString &name)
{
    RunRecord *run = editable(number);
    if (!run || run->name == name.trimmed())
        return;
    run->name = name.trimmed();
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
    run.losses.shrink_to_fit();
    m_earlier.push_back(std::move(run));
    std::ranges::sort(m_earlier, {}, &RunRecord::number);
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
