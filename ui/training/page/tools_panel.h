// SPDX-License-Identifier: GPL-3.0-or-later
// The tabs beneath the curves, and what keeps the one that is to be seen supplied with the model.
#pragma once

#include "ui/training/run/training_answers.h"

#include <QtCore/QBasicTimer>
#include <QtWidgets/QWidget>

class QStackedWidget;
class QTabBar;

namespace chainrule {

class ModelTool;
class TrainingSession;

// Asks the session for the model when it has moved on: at most ten times a second, or once while no tool is visible. What a
// tool shows of the past is remembered, be its tab open or not.
class ToolsPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit ToolsPanel(TrainingSession &session, QWidget *parent = nullptr);

    void addTool(const QString &title, ModelTool *tool);
    ModelTool *current() const; // nullptr without tools
    void setCurrent(ModelTool *tool);

protected:
    void showEvent(QShowEvent *event) override;
    void timerEvent(QTimerEvent *event) override;

private:
    void modelMoved(Index iteration);
    void ask();
    bool gradientsWanted() const;
    void take(const std::shared_ptr<const ModelSnapshot> &model);

    TrainingSession &m_session;
    QTabBar *m_tabs;
    QStackedWidget *m_tools;
    std::shared_ptr<const ModelSnapshot> m_model; // the last one seen
    bool m_moved = false; // since m_model was asked for
    std::optional<quint64> m_askedOf; // the revision of which an answer is still to come
    QBasicTimer m_pause; // until the next question
};

} // namespace chainrule
