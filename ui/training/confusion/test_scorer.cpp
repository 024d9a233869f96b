// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/confusion/test_scorer.h"

#include "ui/training/tools/model_answers.h"

#include <QtCore/QTimerEvent>

namespace chainrule {

namespace {

constexpr int interval = 500; // ms from one to the next

} // namespace

void TestScorer::want(const std::shared_ptr<const ModelSnapshot> &model)
{
    m_wanted = model;
    // One of another model is of no use any more; one of an earlier iteration is all that can be had while it trains.
    if (m_running && (!model || model->revision != m_running->revision)) {
        m_thread.request_stop();
        m_running = nullptr;
    }
    if (!m_pause.isActive())
        start();
}

void TestScorer::start()
{
    if (m_running || !m_wanted || !m_wanted->data)
        return;
    m_running = std::exchange(m_wanted, nullptr);
    m_pause.start(interval, this);
    m_thread = std::jthread([this, model = m_running](const std::stop_token &stop) {
        std::optional<Answers> answers = answersOf(*model, model->data->test, stop);
        if (!answers)
            return;
        const Score score = scoreOf(*answers, model->data->test);
        auto scored = std::make_shared<const ScoredModel>(ScoredModel{ model, std::move(*answers), score });
        m_calls.post([this, model, scored] { finish(model, scored); });
    });
}

void TestScorer::finish(const std::shared_ptr<const ModelSnapshot> &model, const std::shared_ptr<const ScoredModel> &done)
{
    if (model != m_running)
        return;
    m_running = nullptr;
    Q_EMIT scored(done);
    if (!m_pause.isActive())
        start();
}

void TestScorer::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_pause.timerId())
        return;
    m_pause.stop();
    start();
}

} // namespace chainrule
