// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/page/run_bar.h"

#include "ui/theme/theme.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/plain_parts.h"

#include <QtCore/QLocale>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QProgressBar>
#include <QtWidgets/QPushButton>

#include <algorithm>
#include <cmath>

namespace chainrule {

namespace {

constexpr int progressSteps = 1000;

QPushButton *makeButton(const QString &text, const char *name)
{
    QPushButton *button = plainButton(text, name);
    button->setProperty("large", true);
    return button;
}

} // namespace

RunBar::RunBar(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QBoxLayout(QBoxLayout::LeftToRight, this))
    , m_start(makeButton(tr("Start"), "start"))
    , m_step(makeButton(tr("One step"), "step"))
    , m_epoch(makeButton(tr("One epoch"), "epoch"))
    , m_reset(makeButton(tr("Reset"), "reset"))
    , m_where(plainLabel(TextRole::Strong, {}, "where"))
    , m_pace(plainLabel(TextRole::Note, {}, "pace"))
    , m_progress(new QProgressBar)
{
    m_layout->setContentsMargins({});
    m_layout->setSpacing(3 * Size::grid);
    m_layout->addLayout(makeButtons());
    m_layout->addLayout(makeProgress(), 1);
    connect(m_start, &QPushButton::clicked, this, [this] { m_running ? Q_EMIT pauseClicked() : Q_EMIT startClicked(); });
    connect(m_step, &QPushButton::clicked, this, &RunBar::stepClicked);
    connect(m_epoch, &QPushButton::clicked, this, &RunBar::epochClicked);
    connect(m_reset, &QPushButton::clicked, this, &RunBar::resetClicked);
}

QLayout *RunBar::makeButtons()
{
    setFocusProxy(m_start);
    m_start->setProperty("primary", true);
    m_start->setAutoDefault(true); // Enter presses it, as it looks
    auto *row = new QHBoxLayout;
    row->setSpacing(Size::grid);
    for (QPushButton *button : { m_start, m_step, m_epoch, m_reset })
        row->addWidget(button);
    row->addStretch();
    return row;
}

QLayout *RunBar::makeProgress()
{
    m_pace->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_progress->setRange(0, progressSteps);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Progress of the training"));
    auto *bar = new QHBoxLayout;
    bar->setSpacing(2 * Size::grid);
    bar->addWidget(m_progress, 1);
    bar->addWidget(m_pace);
    auto *column = new QVBoxLayout;
    column->setSpacing(0);
    column->addWidget(m_where);
    column->addLayout(bar);
    return column;
}

void RunBar::setNarrow(bool narrow)
{
    m_layout->setDirection(narrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_layout->setSpacing((narrow ? 2 : 3) * Size::grid);
}

void RunBar::showState(const RunState &state)
{
    m_running = state.running;
    showButtons(state);
    showProgress(state);
}

void RunBar::showButtons(const RunState &state)
{
    const QString text = state.running ? tr("Pause") : tr("Start");
    if (m_start->text() != text)
        m_start->setText(text);
    m_start->setEnabled(state.running || state.cannotRun.isEmpty());
    m_start->setToolTip(state.running ? tr("Stop after this iteration") : state.cannotRun);
    const QString cannotStep = state.running ? tr("Pause first") : state.cannotRun;
    m_step->setEnabled(cannotStep.isEmpty());
    m_step->setToolTip(cannotStep.isEmpty() ? tr("One mini-batch, one update of the weights") : cannotStep);
    m_epoch->setEnabled(cannotStep.isEmpty());
    m_epoch->setToolTip(cannotStep.isEmpty() ? tr("As many images as there are training images") : cannotStep);
    m_reset->setEnabled(!state.initial || state.position.iteration > 0 || state.running);
    m_reset->setToolTip(m_reset->isEnabled() ? tr("Back to the weights that the random seed gives")
                                             : tr("These are the initial weights"));
}

void RunBar::showProgress(const RunState &state)
{
    const auto number = [this](Index n) { return locale().toString(qlonglong(n)); };
    m_where->setText(tr("Epoch %1 · iteration %2 of %3")
                         .arg(number(state.position.epoch), number(state.position.iteration), number(state.limit)));
    m_pace->setText(pace(state));
    const double share = double(state.position.iteration) / double(std::max<Index>(1, state.limit));
    m_progress->setValue(int(std::clamp(share, 0.0, 1.0) * progressSteps));
}

QString RunBar::pace(const RunState &state) const
{
    if (!state.running || state.perSecond <= 0)
        return {};
    constexpr double wholeNumbers = 10;
    const QString rate = locale().toString(state.perSecond, 'f', state.perSecond < wholeNumbers ? 1 : 0);
    const double left = double(std::max<Index>(0, state.limit - state.position.iteration)) / state.perSecond;
    return tr("%1 it/s · %2 left", "iterations a second, time").arg(rate, duration(left));
}

QString RunBar::duration(double seconds) const
{
    constexpr qlonglong minute = 60;
    constexpr qlonglong hour = 60 * minute;
    const auto whole = qlonglong(std::ceil(std::min(seconds, 1e9)));
    if (whole < minute)
        return tr("%1 s").arg(whole);
    if (whole < hour)
        return tr("%1 min %2 s").arg(whole / minute).arg(whole % minute);
    return tr("%1 h %2 min").arg(locale().toString(whole / hour)).arg(whole % hour / minute);
}

} // namespace chainrule
