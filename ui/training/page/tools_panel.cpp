// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/page/tools_panel.h"

#include "ui/theme/theme.h"
#include "ui/training/run/training_session.h"
#include "ui/training/tools/model_tool.h"
#include "ui/widgets/plain_parts.h"

#include <QtCore/QTimerEvent>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QTabBar>
#include <QtWidgets/QVBoxLayout>

namespace chainrule {

namespace {

constexpr int interval = 100; // ms: what a person can follow; each look copies the parameters once
constexpr int unseenInterval = 1000; // ms: enough for what is shown of the past later on

} // namespace

ToolsPanel::ToolsPanel(TrainingSession &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_tabs(plainTabs(tr("What to look at")))
    , m_tools(new QStackedWidget)
{
    m_tabs->setUsesScrollButtons(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(Size::grid);
    layout->addWidget(m_tabs);
    layout->addWidget(m_tools, 1);
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int index) {
        m_tools->setCurrentIndex(index);
        m_moved = true;
        ask();
    });
    connect(&m_session, &TrainingSession::progressed, this,
            [this](const TrainingProgress &progress) { modelMoved(progress.position.iteration); });
    connect(&m_session, &TrainingSession::opened, this, [this] { modelMoved(0); });
    connect(&m_session, &TrainingSession::seen, this, &ToolsPanel::take);
    const auto goUnanswered = [this] { m_askedOf.reset(); };
    connect(&m_session.answers(), &TrainingAnswers::memoryLacked, this, goUnanswered, Qt::QueuedConnection);
}

void ToolsPanel::addTool(const QString &title, ModelTool *tool)
{
    m_tools->addWidget(tool);
    m_tabs->addTab(title);
}

ModelTool *ToolsPanel::current() const
{
    return static_cast<ModelTool *>(m_tools->currentWidget());
}

void ToolsPanel::setCurrent(ModelTool *tool)
{
    m_tabs->setCurrentIndex(m_tools->indexOf(tool));
}

void ToolsPanel::modelMoved(Index iteration)
{
    if (m_model && m_model->revision != m_session.revision()) {
        m_model = nullptr;
        if (current())
            current()->showModel(nullptr);
    }
    m_moved = m_moved || !m_model || m_model->iteration != iteration; // a look is followed by a report of its own
    ask();
}

void ToolsPanel::ask()
{
    const bool waiting = m_askedOf == m_session.revision(); // an answer of another model never comes
    if (!m_moved || waiting || m_pause.isActive() || !current())
        return;
    m_moved = false;
    m_askedOf = m_session.revision();
    m_pause.start(isVisible() ? interval : unseenInterval, this);
    m_session.look(gradientsWanted());
}

bool ToolsPanel::gradientsWanted() const
{
    for (int i = 0; i < m_tools->count(); ++i)
        if (static_cast<const ModelTool *>(m_tools->widget(i))->wantsGradients())
            return true;
    return false;
}

void ToolsPanel::take(const std::shared_ptr<const ModelSnapshot> &model)
{
    m_model = model;
    m_askedOf.reset();
    for (int i = 0; i < m_tools->count(); ++i)
        static_cast<ModelTool *>(m_tools->widget(i))->remember(*model);
    if (current() && isVisible())
        current()->showModel(model);
    ask();
}

void ToolsPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_moved = true;
    m_pause.stop(); // it may be a long one
    ask();
}

void ToolsPanel::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_pause.timerId())
        return;
    m_pause.stop();
    ask();
}

} // namespace chainrule
