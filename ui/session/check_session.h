// SPDX-License-Identifier: GPL-3.0-or-later
// The gradient check of what a session shows, made in the background and forgotten as soon as a number changes.
#pragma once

#include "probe/node_check.h"
#include "probe/step_error.h"
#include "ui/keeping/thread_calls.h"

#include <QtCore/QObject>

#include <memory>
#include <stop_token>
#include <thread>

namespace chainrule {

class GraphSession;

// Starts when somebody wants it, and again by itself after every change, as long as somebody does.
class CheckSession final : public QObject
{
    Q_OBJECT

public:
    explicit CheckSession(GraphSession &session, QObject *parent = nullptr);
    ~CheckSession() override;

    // Whoever shows the check says so while it is visible, and takes it back when it is hidden or ends.
    void setWanted(const QObject *by, bool wanted);
    bool isWanted() const { return !m_wanting.empty(); }

    // Of the numbers that are on screen now; nullptr while it is on its way, for a node without a gradient, and for one whose
    // gradient is still to be predicted.
    const NodeCheck *check(NodeId node) const { return m_check && isTold(node) ? m_check->node(node) : nullptr; }
    // All of it. Whoever shows a single node asks check().
    const GraphCheck *result() const { return m_check.get(); }
    // While the next number is to be predicted, only gradients that have been computed are compared.
    void setSecretive(bool on);
    bool isSecretive() const { return m_secretive; }
    // The error against h, node by node, made when it is asked for; nullptr until it is there.
    const std::vector<StepError> *errors(NodeId node);

    bool isRunning() const { return m_running; }
    bool lacksMemory() const { return m_lacksMemory; } // for the check of what is on screen
    double progress() const { return m_progress; } // 0 to 1

Q_SIGNALS:
    void changed(); // a result has come, or what there was has gone, or there is not enough memory for one
    void progressed();

private:
    bool isTold(NodeId node) const;
    void restart();
    void start();
    void startErrors(NodeId node);
    void stop();
    void lackMemory(quint64 revision);

    GraphSession &m_session;
    std::vector<const QObject *> m_wanting;
    std::shared_ptr<const Graph> m_graph; // that was open at the last restart
    std::unique_ptr<const GraphCheck> m_check;
    std::vector<std::pair<NodeId, std::vector<StepError>>> m_errors;
    NodeId m_errorsWanted = -1;
    ThreadCalls m_calls;
    std::jthread m_thread;
    std::jthread m_errorThread;
    quint64 m_revision = 0; // of the numbers; a result that belongs to another is dropped
    double m_progress = 0;
    bool m_secretive = false;
    bool m_running = false;
    bool m_lacksMemory = false;
    bool m_startQueued = false;
};

} // namespace chainrule
