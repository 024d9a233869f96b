// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/page/training_page.h"

#include "files/storage_error.h"
#include "ui/text/storage_words.h"
#include "ui/theme/theme.h"
#include "ui/training/batch/batch_section.h"
#include "ui/training/curves/curves_panel.h"
#include "ui/training/page/desk_actions.h"
#include "ui/training/page/tools_panel.h"
#include "ui/training/runs/runs_tool.h"
#include "ui/training/saved/run_offer.h"
#include "ui/training/settings/settings_panel.h"
#include "ui/training/weights/weights_file.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/plain_parts.h"
#include "ui/widgets/work_bar.h"

#include <QtWidgets/QApplication>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace chainrule {

TrainingPage::TrainingPage(QWidget *parent)
    : QWidget(parent)
    , m_desk(new QWidget)
    , m_title(wrappingLabel(TextRole::Heading))
    , m_subtitle(wrappingLabel(TextRole::Caption, {}, "subtitle"))
    , m_showSettings(plainButton(tr("Settings"), "showSettings"))
    , m_main(new QWidget)
    , m_runBar(new RunBar)
    , m_message(new MessageBar)
    , m_offer(new RunOffer(m_session, m_history, *m_message, this))
    , m_work(new WorkBar)
    , m_curves(new CurvesPanel(m_history))
    , m_tools(new ToolsPanel(m_session))
    , m_settings(new SettingsPanel)
    , m_batch(new BatchSection)
    , m_weightsFile(new WeightsFile(m_session, *m_message))
    , m_actions(new DeskActions(this))
    , m_settingsScroll(new QScrollArea)
{
    setAcceptDrops(true);
    setFocusProxy(m_runBar); // who came to train presses Space next
    auto *page = new QHBoxLayout(this);
    page->setContentsMargins({});
    page->setSizeConstraint(QLayout::SetNoConstraint); // see minimumSizeHint
    page->addWidget(m_desk);
    auto *layout = new QHBoxLayout(m_desk);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(makeMain(), 1);
    layout->addWidget(makeSettings());
    wireSession();
    wireData();
    wireRunBar();
    wireOffer();
    wireSettings();
    wireDiagram();
    makeActions();
    // Once the page has heard of the net, too, which takes messages of the one before away.
    connect(m_weightsFile, &WeightsFile::said, this, &TrainingPage::revealWeights, Qt::QueuedConnection);
    m_session.reset(m_settings->settings());
    forgetCurves();
    showState();
}

TrainingPage::~TrainingPage()
{
    m_offer->end();
}

void TrainingPage::wireSession()
{
    connect(&m_session, &TrainingSession::progressed, &m_history, &RunHistory::add);
    connect(&m_session, &TrainingSession::progressedBefore, &m_history, &RunHistory::addLate);
    connect(&m_session, &TrainingSession::progressed, this, qOverload<const TrainingProgress &>(&TrainingPage::take));
    connect(&m_session, &TrainingSession::opened, this, qOverload<const LoadedData &>(&TrainingPage::take));
    connect(&m_session, &TrainingSession::restored, this, qOverload<const RunRestored &>(&TrainingPage::take));
    connect(&m_session, &TrainingSession::openFailed, this, [this](const StorageError &error) { sayNotLoaded(words(error)); });
    const auto sayLack = [this] {
        m_message->say(tr("There is not enough memory for that."), tr("The training is as it was."));
    };
    connect(&m_session.answers(), &TrainingAnswers::memoryLacked, this, sayLack, Qt::QueuedConnection);
}

void TrainingPage::wireRunBar()
{
    connect(m_runBar, &RunBar::startClicked, this, [this] { whenReady([this] { m_session.start(settings().length); }); });
    connect(m_runBar, &RunBar::pauseClicked, this, [this] {
        m_whenReady = nullptr;
        m_session.pause();
        showState();
    });
    connect(m_runBar, &RunBar::stepClicked, this, [this] { whenReady([this] { m_session.step(1, settings().length); }); });
    connect(m_runBar, &RunBar::epochClicked, this,
            [this] { whenReady([this] { m_session.step(m_state.position.perEpoch, settings().length); }); });
    connect(m_runBar, &RunBar::resetClicked, this, &TrainingPage::reset);
}

void TrainingPage::wireOffer()
{
    connect(m_offer, &RunOffer::dataWanted, this, &TrainingPage::openData);
    connect(m_offer, &RunOffer::keptChanged, m_settings, &SettingsPanel::setKept);
    auto *runs = m_tools->findChild<RunsTool *>();
    connect(m_offer, &RunOffer::archiveChanged, runs, &RunsTool::setKept);
    connect(runs, &RunsTool::goBackWanted, m_offer, &RunOffer::goBackTo);
}

void TrainingPage::wireSettings()
{
    connect(m_curves, &CurvesPanel::said, m_message, [this](const QString &what, const QString &advice, bool done) {
        done ? m_message->sayDone(what, advice) : m_message->say(what, advice);
    });
    connect(m_settings, &SettingsPanel::modelChanged, this, &TrainingPage::reset);
    connect(m_settings, &SettingsPanel::learningRateChanged, this, [this](double rate) {
        m_session.send(SetLearningRate{ rate });
        recordSettings();
    });
    connect(m_settings, &SettingsPanel::batchChanged, this, [this](Index batch) {
        m_session.send(SetBatch{ batch });
        recordSettings();
    });
    connect(&m_session.answers(), &TrainingAnswers::batchRefused, this, &TrainingPage::keepBatch, Qt::QueuedConnection);
    connect(m_settings, &SettingsPanel::paceChanged, this, [this](double pace) { m_session.send(SetPace{ pace }); });
    connect(m_settings, &SettingsPanel::lengthChanged, this, [this](const TrainingLength &length) {
        recordSettings();
        if (m_session.running())
            m_session.start(length);
        showState();
    });
}

void TrainingPage::recordSettings()
{
    m_history.setSettings(m_settings->settings());
}

void TrainingPage::keepBatch(const BatchRefused &refused)
{
    TrainingSettings kept = settings();
    kept.options.batch = refused.kept;
    m_settings->setSettings(kept);
    m_history.setSettings(kept);
    m_message->say(tr("There is not enough memory for mini-batches of %n image(s).", nullptr, int(refused.wanted)),
                   tr("Training goes on with %n image(s).", nullptr, int(refused.kept)));
    showState();
}

void TrainingPage::keepRunsIn(const QString &folder, int interval)
{
    m_offer->keepIn(folder, interval);
}

void TrainingPage::reset()
{
    const bool focused = m_runBar->isAncestorOf(QApplication::focusWidget());
    m_session.reset(m_settings->settings());
    m_offer->takeBack();
    forgetCurves();
    showState();
    if (focused) // Reset has nothing more to do, and would pass the focus on to whatever comes next
        m_runBar->setFocus();
}

void TrainingPage::showState()
{
    showProgress();
    showHeading();
}

// All that a report changes while the net trains.
void TrainingPage::showProgress()
{
    m_state.limit = settings().length.iterations(m_state.position);
    m_state.running = m_session.running() || m_whenReady;
    m_state.cannotRun = cannotRun();
    const QWidget *focus = QApplication::focusWidget();
    m_runBar->showState(m_state);
    if (m_runBar->isAncestorOf(focus) && !focus->isEnabled() && m_state.position.iteration >= m_state.limit)
        settingsShown()
            ? m_settings->focusLength()
            : m_showSettings->setFocus(); // of a finished run more can be asked; Reset, which comes next, is seldom meant
    m_settings->setModelLocked(modelLock());
    m_curves->setLimit(m_state.limit, m_state.position.perEpoch);
}

void TrainingPage::showHeading()
{
    const auto number = [this](Index n) { return locale().toString(qlonglong(n)); };
    if (m_data.name.isEmpty()) {
        m_title->setText(tr("Two-layer net"));
        const bool coming = m_loader.loading() || m_session.loading();
        m_subtitle->setText(m_whenReady ? tr("Starts as soon as the data are there")
                                : coming
                                ? tr("Start at once: it waits for the data")
                                : tr("No data: choose some at the right, or drop a folder or a file with pictures here."));
        return;
    }
    m_title->setText(tr("Two-layer net on %1", "name of the data").arg(m_data.name));
    const Dataset &data = *m_data.data;
    m_settings->setTrainingImages(data.training.count);
    const Index hidden = settings().options.hidden;
    const QString sizes = tr("%1 → %2 → %3 · ReLU · softmax with cross entropy", "sizes of a net")
                              .arg(number(data.training.pixelsEach()), number(hidden), number(data.classes));
    const QString training = number(data.training.count);
    const auto test = int(data.test.count);
    const QString counts = m_data.splitSeed // there was one set
        ? tr("%1 training and %Ln test images, divided by chance with seed %2", nullptr, test)
              .arg(training)
              .arg(*m_data.splitSeed)
        : tr("%1 training and %Ln test images", nullptr, test).arg(training);
    m_subtitle->setText(sizes + u" · "_s + counts);
}

QString TrainingPage::cannotRun() const
{
    if (m_data.name.isEmpty())
        return m_loader.loading() || m_session.loading() ? QString() : tr("Choose data first, at the right");
    if (m_diverged)
        return tr("The weights are no longer finite numbers: Reset first");
    if (finished())
        return tr("All iterations are done: ask for more of them, or Reset");
    return {};
}

QString TrainingPage::modelLock() const
{
    if (m_session.running())
        return tr("Cannot change while the net trains: Reset first");
    return m_state.position.iteration > 0 ? tr("This net has begun to learn with it: Reset first") : QString();
}

} // namespace chainrule
