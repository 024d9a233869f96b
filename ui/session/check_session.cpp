// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/check_session.h"

#include "probe/slice.h"
#include "ui/session/graph_session.h"

#include <algorithm>
#include <new>

namespace chainrule {

CheckSession::CheckSession(GraphSession &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
    connect(&session, &GraphSession::documentChanged, this, &CheckSession::restart);
    connect(&session, &GraphSession::structureChanged, this, [this] {
        if (m_session.compiled().graph != m_graph) // folding changes no number
            restart();
    });
    connect(&session, &GraphSession::valuesChanged, this, &CheckSession::restart);
}

CheckSession::~CheckSession() = default; // the threads are asked to stop and waited for

void CheckSession::setWanted(const QObject *by, bool wanted)
{
    if (wanted == (std::ranges::count(m_wanting, by) > 0))
        return;
    if (wanted) {
        m_wanting.push_back(by);
        connect(by, &QObject::destroyed, this, [this, by] { setWanted(by, false); });
    } else {
        std::erase(m_wanting, by);
        disconnect(by, &QObject::destroyed, this, nullptr);
    }
    if (!isWanted()) {
        stop();
    } else if (!m_check && !m_running) {
        start();
    }
}

void CheckSession::setSecretive(bool on)
{
    if (std::exchange(m_secretive, on) != on)
        Q_EMIT changed();
}

bool CheckSession::isTold(NodeId node) const
{
    return !m_secretive || m_session.run().hasGradient(node);
}

void CheckSession::stop()
{
    m_thread.request_stop();
    m_errorThread.request_stop();
    m_running = false;
}

// While a slider is dragged, changes come faster than checks: one start per turn of the event loop.
void CheckSession::restart()
{
    ++m_revision;
    m_graph = m_session.compiled().graph;
    stop();
    m_errors.clear();
    m_errorsWanted = -1;
    m_lacksMemory = false;
    const bool had = m_check != nullptr;
    m_check.reset();
    if (had)
        Q_EMIT changed();
    if (!isWanted() || m_startQueued)
        return;
    m_startQueued = true;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_startQueued = false;
            if (isWanted())
                start();
        },
        Qt::QueuedConnection);
}

void CheckSession::start()
{
    if (!m_session.isOpen() || !m_session.hasResult())
        return;
    m_running = true;
    m_lacksMemory = false;
    m_progress = 0;
    // The thread has its own copy of the run; what it finds comes back through the event loop.
    const auto work = [this, revision = m_revision](const std::stop_token &stop, const Run<double> &run) {
        CheckOptions options;
        options.stop = stop;
        int percent = 0;
        options.progress = [&](Index done, Index total) {
            const int now = int(100 * done / std::max<Index>(total, 1));
            if (std::exchange(percent, now) != now)
                m_calls.post([this, revision, now] {
                    if (revision != m_revision)
                        return;
                    m_progress = now / 100.0;
                    Q_EMIT progressed();
                });
        };
        try {
            std::optional<GraphCheck> found = checkNodes(run, options);
            if (!found)
                return;
            auto check = std::make_shared<GraphCheck>(std::move(*found));
            m_calls.post([this, revision, check] {
                if (revision != m_revision || m_check)
                    return;
                m_running = false;
                m_check = std::make_unique<const GraphCheck>(std::move(*check));
                Q_EMIT changed();
            });
        } catch (const std::bad_alloc &) {
            m_calls.post([this, revision] { lackMemory(revision); });
        }
    };
    try {
        m_thread = std::jthread(work, m_session.run());
    } catch (const std::bad_alloc &) { // for the copy
        m_calls.post([this, revision = m_revision] { lackMemory(revision); });
    }
}

void CheckSession::lackMemory(quint64 revision)
{
    if (revision != m_revision)
        return;
    m_running = false;
    m_lacksMemory = true;
    Q_EMIT changed();
}

const std::vector<StepError> *CheckSession::errors(NodeId node)
{
    const auto found = std::ranges::find(m_errors, node, &std::pair<NodeId, std::vector<StepError>>::first);
    if (found != m_errors.end())
        return &found->second;
    if (check(node) && m_errorsWanted != node)
        startErrors(node);
    return nullptr;
}

void CheckSession::startErrors(NodeId node)
{
    m_errorsWanted = node;
    const auto work = [this, node, revision = m_revision](const std::stop_token &stop, const Run<double> &run) {
        try {
            const std::vector<double> steps = errorSteps();
            const auto found = errorAgainstStep(fullPass(run), node, steps, stop);
            if (!found)
                return;
            m_calls.post([this, node, revision, errors = *found] {
                if (revision != m_revision)
                    return;
                m_errors.emplace_back(node, errors);
                Q_EMIT changed();
            });
        } catch (const std::bad_alloc &) {
            m_calls.post([this, revision] { lackMemory(revision); });
        }
    };
    try {
        m_errorThread = std::jthread(work, m_session.run());
    } catch (const std::bad_alloc &) { // for the copy
        m_calls.post([this, revision = m_revision] { lackMemory(revision); });
    }
}

} // namespace chainrule
