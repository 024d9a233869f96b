// SPDX-License-Identifier: GPL-3.0-or-later
// Where everything stands on the training desk, and what gives way in a small window.
#include "ui/theme/theme.h"
#include "ui/training/batch/batch_section.h"
#include "ui/training/confusion/confusion_tool.h"
#include "ui/training/curves/curves_panel.h"
#include "ui/training/draw/draw_tool.h"
#include "ui/training/gradients/gradients_tool.h"
#include "ui/training/net_check/net_check_tool.h"
#include "ui/training/page/tools_panel.h"
#include "ui/training/page/training_page.h"
#include "ui/training/runs/runs_tool.h"
#include "ui/training/settings/settings_panel.h"
#include "ui/training/weights/weights_file.h"
#include "ui/training/weights/weights_tool.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/plain_parts.h"
#include "ui/widgets/work_bar.h"

#include <QtCore/QEvent>
#include <QtCore/QSettings>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QStyle>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

constexpr int settingsWidth = 340;
constexpr int settingsNarrow = 304;
constexpr int narrowPage = 1120; // below it the settings give way
constexpr int leastMain = 700; // beside the settings; below it they lie over it
constexpr int lowPage = 800;
constexpr int leastCurves = 23 * Size::grid;
const QString settingsKey = u"training/settingsShown"_s;
constexpr int progressBeside = 700; // of the run bar: below it the progress goes under the buttons

} // namespace

QWidget *TrainingPage::makeMain()
{
    m_main->setObjectName(u"canvasPage"_s);
    auto *layout = new QVBoxLayout(m_main);
    layout->addLayout(makeHeading());
    layout->addWidget(m_runBar);
    for (QWidget *over : std::initializer_list<QWidget *>{ m_work, m_message }) // they lie over the heading: nothing moves
        over->setParent(m_main);
    m_work->hide();
    m_message->hide();
    m_runBar->installEventFilter(this);
    m_work->installEventFilter(this);
    const std::pair<QString, ModelTool *> tools[] = {
        { tr("Weights"), new WeightsTool },     { tr("Confusion"), new ConfusionTool }, { tr("Draw a digit"), new DrawTool },
        { tr("Gradients"), new GradientsTool }, { tr("Check"), new NetCheckTool },      { tr("Runs"), new RunsTool(m_history) }
    };
    for (const auto &[title, tool] : tools) {
        m_tools->addTool(title, tool);
        connect(tool, &ModelTool::diagramWanted, this, &TrainingPage::openInDiagram);
    }
    auto *split = new QSplitter(Qt::Vertical); // whoever looks at weights may want the curves smaller
    split->setHandleWidth(2 * Size::grid);
    split->setChildrenCollapsible(false);
    m_curves->setMinimumHeight(leastCurves);
    split->addWidget(m_curves);
    split->addWidget(m_tools);
    split->setStretchFactor(0, 1);
    split->setStretchFactor(1, 1);
    connect(m_message, &MessageBar::left, m_runBar, qOverload<>(&QWidget::setFocus));
    layout->addWidget(split, 1);
    return m_main;
}

QLayout *TrainingPage::makeHeading()
{
    auto *words = new QVBoxLayout;
    words->setSpacing(Size::grid / 2);
    words->addWidget(m_title);
    words->addWidget(m_subtitle);
    m_showSettings->setCheckable(true);
    m_showSettings->setToolTip(tr("The column at the right; without it the charts have more room"));
    connect(m_showSettings, &QPushButton::clicked, this, &TrainingPage::chooseSettings);
    const QVariant chosen = QSettings().value(settingsKey);
    if (chosen.isValid())
        m_settingsWanted = chosen.toBool();
    auto *heading = new QHBoxLayout;
    heading->setSpacing(2 * Size::grid);
    heading->addLayout(words, 1);
    heading->addWidget(m_showSettings, 0, Qt::AlignTop);
    return heading;
}

// Over the heading, between the upper edge and the buttons.
void TrainingPage::placeMessage()
{
    constexpr int margin = Size::grid / 4;
    const QRect area(m_runBar->x(), margin, m_runBar->width(), m_runBar->y() - 2 * margin);
    m_message->lieOver(area);
    m_work->setGeometry(area);
    m_work->raise();
    m_message->raise();
    floatSettings();
}

bool TrainingPage::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Move || event->type() == QEvent::Resize || event->type() == QEvent::Show)
        if (watched == m_runBar || (watched == m_work && event->type() == QEvent::Show))
            placeMessage();
    return QWidget::eventFilter(watched, event);
}

bool TrainingPage::settingsShown() const
{
    return m_settingsWanted.value_or(width() >= narrowPage);
}

void TrainingPage::chooseSettings(bool shown)
{
    m_settingsWanted = shown;
    QSettings().setValue(settingsKey, shown);
    fitSettings();
}

void TrainingPage::fitSettings()
{
    const bool shown = settingsShown();
    m_showSettings->setChecked(shown);
    if (!shown && m_settingsScroll->isAncestorOf(QApplication::focusWidget()))
        m_showSettings->setFocus();
    const int needed =
        m_settingsScroll->widget()->minimumSizeHint().width() + m_settingsScroll->verticalScrollBar()->sizeHint().width();
    const int column = std::max(needed, width() < narrowPage ? settingsNarrow : settingsWidth);
    m_settingsScroll->setFixedWidth(column);
    const bool floats = shown && width() - column < leastMain;
    QLayout *beside = m_desk->layout();
    if (floats)
        beside->removeWidget(m_settingsScroll);
    else if (beside->indexOf(m_settingsScroll) < 0)
        beside->addWidget(m_settingsScroll);
    m_settingsScroll->setVisible(shown); // where it stands by now
    m_runBar->setNarrow(width() - (shown && !floats ? column : 0) - 6 * Size::grid < progressBeside);
    floatSettings();
}

// Where there is no room beside the charts the settings lie over them, beneath the buttons: what runs the training, and what
// takes the settings away again, stays free.
void TrainingPage::floatSettings()
{
    if (m_settingsScroll->isHidden() || m_desk->layout()->indexOf(m_settingsScroll) >= 0)
        return;
    const int top = m_runBar->geometry().bottom() + Size::grid;
    const QRect atTheEnd(width() - m_settingsScroll->width(), top, m_settingsScroll->width(), height() - top);
    m_settingsScroll->setGeometry(QStyle::visualRect(layoutDirection(), rect(), atTheEnd));
    m_settingsScroll->raise();
}

QWidget *TrainingPage::makeSettings()
{
    m_settingsScroll->setObjectName(u"SettingsScroll"_s);
    auto *column = new QWidget;
    column->setObjectName(u"panel"_s);
    auto *layout = new QVBoxLayout(column);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_settings);
    layout->addWidget(m_batch);
    layout->addWidget(m_weightsFile);
    layout->addStretch(1);
    m_settingsScroll->setWidget(column);
    m_settingsScroll->setWidgetResizable(true);
    m_settingsScroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_settingsScroll->setFocusPolicy(Qt::NoFocus);
    m_settingsScroll->setFixedWidth(settingsWidth);
    return m_settingsScroll;
}

void TrainingPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitSettings();
    fitHeight();
}

// On a low page the gaps are smaller, so that the curves have the room.
void TrainingPage::fitHeight()
{
    const int gap = height() < lowPage ? Size::grid : 2 * Size::grid;
    m_main->layout()->setContentsMargins(3 * Size::grid, gap, 3 * Size::grid, gap + Size::grid);
    m_main->layout()->setSpacing(gap);
}

// In a low window they are at the end of a column that is scrolled, and what is said there would not be seen.
void TrainingPage::revealWeights(const QString &said)
{
    if (!settingsShown()) {
        m_message->sayDone(said, {});
        return;
    }
    m_settingsScroll->widget()->layout()->activate(); // what was said has made it higher
    m_settingsScroll->widget()->adjustSize();
    m_settingsScroll->ensureWidgetVisible(m_weightsFile);
}

} // namespace chainrule
