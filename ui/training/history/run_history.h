// SPDX-License-Identifier: GPL-3.0-or-later
// The run of now and the earlier ones of this window: their settings and their losses, which nobody else keeps.
#pragma once

#include "ui/training/run/training_answers.h"

#include <QtCore/QDateTime>

namespace chainrule {

// One run, as a plain value: it can be saved, and given back later.
struct RunRecord
{
    int number = 1; // by which it is known: counted from 1, never given twice; below 1 where it is from before this window
    QString name = {}; // that a person gave it; empty: see title()
    QString data = {}; // the name of what it is trained on
    TrainingSettings settings = {}; // as they are chosen last; see trainedWith()
    QString weights = {}; // the file that it began with; empty where the seed gave them
    std::vector<TrainingPhase> phases = {}; // in their order, the first from iteration 0; as the training tells them
    std::vector<double> losses = {}; // of every iteration, the first one first; not finite where the run ended so
    std::vector<AccuracyPoint> accuracies = {};
    bool shown = true;
    quint64 revision = 0; // of its model; 0 until that was heard of
    Index takenUp = 0; // iterations that it has from an earlier run, which is there as well
    QString file = {}; // in which it is kept with its weights; empty where it is not
    QDateTime ended = {}; // of runs from before this window

    RunRecord until(Index iterations) const; // a run with so much of its past
    // The phases in which it was trained: what was chosen after the last iteration is not among them. At least one.
    std::vector<TrainingPhase> trainedWith() const;
    bool hasNews() const { return Index(losses.size()) > takenUp; } // that nobody else has
    QString title() const; // its name, or "run 1, lr 0.03", or "run 1, lr 0.03 → 0.1", or "3 May 14:02, lr 0.1"
};

// Iterations that were done when an accuracy was taken: none of weights that nobody has trained here.
Index iterationsAt(const AccuracyPoint &point, const RunRecord &run);

// Curves and table are views of it, and what is written of a run is read here. Reset makes the run of now an earlier one,
// unless it has not begun. At most 220 earlier ones with four million losses in all are kept (150 MB with their curves): then
// the oldest ones go.
class RunHistory final : public QObject
{
    Q_OBJECT

public:
    static constexpr std::size_t mostEarlier = 220;
    static constexpr std::size_t mostEarlierLosses = 4'000'000;

    explicit RunHistory(QObject *parent = nullptr);

    const RunRecord &current() const { return m_current; }
    const std::vector<RunRecord> &earlier() const { return m_earlier; } // the oldest first
    const RunRecord *find(int number) const; // nullptr when there is none

    void begin(const QString &data, const TrainingSettings &settings); // a new run
    void goOnWith(RunRecord run); // in place of the current one; it is given a new number
    void add(const TrainingProgress &progress); // of the current run
    void addLate(const TrainingProgress &progress); // of the earlier run that was trained as this model, if there is one
    void addKept(
        std::vector<RunRecord> runs); // earlier ones, from before this window; those that are there already are left out
    bool setFile(int number, const QString &file); // false when the run is gone
    void unlist(const QString &file); // without a way back: it is somewhere else now
    const RunRecord *ofModel(quint64 revision) const; // the current run or an earlier one; nullptr when there is none
    void setSettings(const TrainingSettings &settings); // of the current run, once when they change

    void rename(int number, const QString &name); // an empty one: as if it had never been named
    void setShown(int number, bool shown);
    void showOnly(const std::vector<int> &numbers);
    // Of earlier runs; the current one stays.
    void remove(const std::vector<int> &numbers);
    void undoRemove(); // brings back what the last remove() took
    const std::vector<RunRecord> &removed() const { return m_removed; } // what undoRemove() would bring back

Q_SIGNALS:
    void began(); // another run is the current one
    void grew(std::size_t losses, std::size_t accuracies); // the current run had so many before
    void settingsChanged(); // of the current run
    void renamed(int number);
    void forgotten(const std::vector<chainrule::RunRecord> &runs); // they were removed, and cannot come back
    void listChanged(); // which runs there are, their names, which are shown

private:
    RunRecord *editable(int number);
    void leaveCurrent();
    void keep(RunRecord run);
    void trim();

    RunRecord m_current;
    std::vector<RunRecord> m_earlier;
    std::vector<RunRecord> m_removed;
    int m_lastNumber = 1;
    int m_firstNumber = 1; // those from before this window have numbers below it
};

} // namespace chainrule
