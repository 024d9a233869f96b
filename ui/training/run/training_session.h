// SPDX-License-Identifier: GPL-3.0-or-later
// The window's end of training: gives the worker orders, and passes on only what belongs to the model of now.
#pragma once

#include "files/storage_error.h"
#include "ui/training/run/training_messages.h"

#include <QtCore/QObject>
#include <QtCore/QThread>

#include <memory>

namespace chainrule {

class TrainingWorker;

class TrainingSession final : public QObject
{
    Q_OBJECT

public:
    explicit TrainingSession(QObject *parent = nullptr);
    ~TrainingSession() override; // ends the thread, within an iteration

    // A new model for these; the old data stay if there is not memory enough.
    void useData(const LoadedData &data);
    void reset(const TrainingSettings &settings);
    void start(TrainingLength limit);
    void step(Index steps, TrainingLength limit);
    void pause();
    void setLearningRate(double rate);
    void setBatch(Index batch);
    void setPace(double perSecond); // 0: as quick as can be
    void findRun(const QString &path); // found() answers
    // From now on the run is kept in this file, whatever is in it; how often, in milliseconds.
    void keepRun(const QString &path, int interval);
    // restored() answers, or restoreFailed(), and the model of now stays.
    void restore(std::shared_ptr<const SavedRun> run);
    // restored() answers, or weightsRefused(), and the model of now stays.
    void loadWeights(const QString &path);
    void backToGood(double learningRate);
    // Asks for the model as it is between two iterations: seen() answers, unless there is none. Returns the order's serial:
    // a model with at least that one is not older than the question.
    quint64 look(bool gradients = false);

    bool running() const { return m_running; } // as last ordered, and not ended since
    bool loading() const { return m_opening > 0; }

    // What the worker posted. Drops what belongs to another model than that of now.
    void receive(const TrainingMessage &message);
    quint64 revision() const { return m_revision; }

signals:
    void progressed(const TrainingProgress &progress);
    void opened(const DataOpened &data);
    void openFailed(const StorageError &error);
    void restored(const RunRestored &run); // there is another model, with this past
    void restoreFailed(const RestoreFailed &failure);
    void weightsRefused(const StorageError &error);
    void batchRefused(const BatchRefused &refused); // the batch size of now stays
    void found(const RunFound &run);
    void kept(const RunKept &result);
    void seen(const std::shared_ptr<const ModelSnapshot> &model); // of the model of now
    void commanded(); // there is an order in the channel

private:
    quint64 send(decltype(TrainingCommand::order) order);
    quint64 direct(decltype(TrainingCommand::order) order, bool running);
    void collect();
    void take(const TrainingProgress &progress);
    void take(const DataOpened &data);
    void take(const OpenFailed &failure);
    void take(const ModelSeen &seen);
    void take(const RunRestored &run);
    void take(const RestoreFailed &failure) { emit restoreFailed(failure); }
    void take(const WeightsRefused &refused) { emit weightsRefused(refused.error); }
    void take(const BatchRefused &refused) { emit batchRefused(refused); }
    void take(const RunFound &run) { emit found(run); }
    void take(const RunKept &result) { emit kept(result); }

    std::shared_ptr<TrainingChannel> m_channel;
    QThread m_thread;
    TrainingWorker *m_worker; // lives on the thread, and is deleted after it
    quint64 m_serial = 0; // of the last order
    quint64 m_directed = 0; // of the last one that starts or stops the training
    quint64 m_revision = 0; // of the model of now
    int m_opening = 0;
    bool m_running = false;
};

} // namespace chainrule
