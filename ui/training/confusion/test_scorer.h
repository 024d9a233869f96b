// SPDX-License-Identifier: GPL-3.0-or-later
// What a model says to every test image, found on a thread of its own, one model at a time.
#pragma once

#include "ui/keeping/thread_calls.h"
#include "ui/training/run/training_answers.h"

#include <QtCore/QBasicTimer>
#include <QtCore/QObject>

#include <thread>

namespace chainrule {

struct ScoredModel
{
    std::shared_ptr<const ModelSnapshot> model;
    Answers answers;
    Score score;
};

class TestScorer final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    // When the last one is done, and not so often that the training would notice. Only the last model wanted counts;
    // nullptr stops.
    void want(const std::shared_ptr<const ModelSnapshot> &model);
    bool isRunning() const { return m_running != nullptr; }

Q_SIGNALS:
    void scored(const std::shared_ptr<const ScoredModel> &scored);

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    void start();
    void finish(const std::shared_ptr<const ModelSnapshot> &model, const std::shared_ptr<const ScoredModel> &done);

    std::shared_ptr<const ModelSnapshot> m_wanted;
    std::shared_ptr<const ModelSnapshot> m_running;
    QBasicTimer m_pause;
    ThreadCalls m_calls;
    std::jthread m_thread;
};

} // namespace chainrule
