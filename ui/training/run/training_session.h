// SPDX-License-Identifier: GPL-3.0-or-later
// The window's end of training: gives the worker orders, and passes on only what belongs to the model of now.
#pragma once

#include "ui/training/run/training_answers.h"
#include "ui/training/run/training_orders.h"

#include <QtCore/QThread>

#include <functional>

namespace chainrule {

class TrainingWorker;

class TrainingSession final : public QObject
{
    Q_OBJECT

public:
    explicit TrainingSession(QObject *parent = nullptr);
    ~TrainingSession() override;

    // What needs no more than to be said. Returns the order's serial.
    quint64 send(TrainingOrder order);
    // A new model for these; the old data stay if there is not memory enough.
    void useData(const LoadedData &data);
    void reset(const TrainingSettings &settings);
    void start(TrainingLength limit);
    void step(Index steps, TrainingLength limit);
    void pause();
    // restored() answers, or restoreFailed(), and the model of now stays.
    void restore(std::shared_ptr<const SavedRun> run);
    // restored() answers, or weightsRefused(), and the model of now stays.
    void loadWeights(const QString &path);
    void backToGood(double learningRate);
    // Asks for the model as it is between two iterations: seen() answers, unless there is none. Returns the order's serial:
    // a model with at least that one is not older than the question.
    quint64 look(bool gradients = false);
    // Ends the thread, within an iteration. What was not heard of yet goes to `hear` and to nobody else: whoever listened may
    // be gone already. Returns how the run ended, as copied() would say it.
    std::optional<RunCopied> end(const std::function<void(const TrainingProgress &)> &hear = {});

    bool running() const { return m_running; } // as last ordered, and not ended since
    bool loading() const { return m_opening > 0; }
    quint64 revision() const { return m_revision; }

    // Those that need not be held against the model of now; the others are signals of the session. Connect them as queued.
    const TrainingAnswers &answers() const;
    // What the worker said; of another model than that of now it is dropped.
    void receive(const TrainingProgress &progress);

Q_SIGNALS:
    void progressed(const TrainingProgress &progress);
    void progressedBefore(const TrainingProgress &progress); // what was still to be told of the model before
    void opened(const LoadedData &data);
    void openFailed(const StorageError &error);
    void restored(const RunRestored &run); // there is another model, with this past
    void copied(const std::shared_ptr<const RunCopied> &run); // of the model of now
    void seen(const std::shared_ptr<const ModelSnapshot> &model); // of the model of now
    void ordered(); // there is an order in the channel

private:
    void wire();
    quint64 direct(TrainingOrder order, bool running);
    void open(const DataOpened &opening);
    void failToOpen(const StorageError &error);
    void restoreTo(const RunRestored &run);

    std::shared_ptr<TrainingChannel> m_channel;
    QThread m_thread;
    std::unique_ptr<TrainingWorker> m_worker; // lives on the thread, and is deleted after it
    quint64 m_serial = 0; // of the last order
    quint64 m_directed = 0; // of the last one that starts or stops the training
    quint64 m_revision = 0; // of the model of now
    int m_opening = 0;
    bool m_running = false;
};

} // namespace chainrule
