// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/page/training_page.h"

#include "files/storage_error.h"
#include "ui/text/numbers.h"
#include "ui/text/storage_words.h"
#include "ui/theme/theme.h"
#include "ui/training/batch/batch_section.h"
#include "ui/training/confusion/confusion_tool.h"
#include "ui/training/curves/curves_panel.h"
#include "ui/training/draw/draw_tool.h"
#include "ui/training/gradients/gradients_tool.h"
#include "ui/training/net_check/net_check_tool.h"
#include "ui/training/page/tools_panel.h"
#include "ui/training/run/divergence_words.h"
#include "ui/training/run/net_in_diagram.h"
#include "ui/training/run/run_offer.h"
#include "ui/training/runs/runs_tool.h"
#include "ui/training/settings/settings_panel.h"
#include "ui/training/weights/weights_file.h"
#include "ui/training/weights/weights_tool.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/work_bar.h"

#include <QtCore/QEvent>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLabel>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace chainrule {

namespace {

constexpr int settingsWidth = 340;
constexpr int settingsNarrow = 304;
constexpr int narrowPage = 1120; // below it the settings give way
constexpr int lowPage = 800;
constexpr int leastCurves = 23 * Size::grid;
constexpr int progressBeside = 700; // of the run bar: below it the progress goes under the buttons

} // namespace

TrainingPage::TrainingPage(QWidget *parent)
    : QWidget(parent)
    , m_desk(new QWidget)
    , m_title(wrappingLabel(TextRole::Heading))
    , m_subtitle(wrappingLabel(TextRole::Caption, {}, "subtitle"))
    , m_runBar(new RunBar)
    , m_message(new MessageBar)
    , m_offer(new RunOffer(m_session, *m_message, this))
    , m_work(new WorkBar)
    , m_curves(new CurvesPanel(m_history))
    , m_tools(new ToolsPanel(m_session))
    , m_settings(new SettingsPanel)
    , m_batch(new BatchSection)
    , m_weightsFile(new WeightsFile(m_session, *m_message))
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
    connect(m_weightsFile, &WeightsFile::said, this, &TrainingPage::revealWeights);
    m_session.reset(m_settings->settings());
    forgetCurves();
    showState();
}

TrainingPage::~TrainingPage() = default;

QWidget *TrainingPage::makeMain()
{
    auto *main = new QWidget;
    main->setObjectName(QStringLiteral("canvasPage"));
    auto *layout = new QVBoxLayout(main);
    layout->setContentsMargins(3 * Size::grid, 2 * Size::grid, 3 * Size::grid, 3 * Size::grid);
    layout->setSpacing(2 * Size::grid);
    auto *heading = new QVBoxLayout;
    heading->setSpacing(Size::grid / 2);
    heading->addWidget(m_title);
    heading->addWidget(m_subtitle);
    layout->addLayout(heading);
    layout->addWidget(m_runBar);
    layout->addWidget(m_work);
    layout->addWidget(m_message);
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
    connect(m_message, &MessageBar::toggled, this, &TrainingPage::fitHeading);
    connect(m_message, &MessageBar::left, m_runBar, qOverload<>(&QWidget::setFocus));
    layout->addWidget(split, 1);
    return main;
}

QWidget *TrainingPage::makeSettings()
{
    m_settingsScroll->setObjectName(QStringLiteral("SettingsScroll"));
    auto *column = new QWidget;
    column->setObjectName(QStringLiteral("panel"));
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

void TrainingPage::wireSession()
{
    connect(&m_session, &TrainingSession::progressed, this, qOverload<const TrainingProgress &>(&TrainingPage::take));
    connect(&m_session, &TrainingSession::opened, this, qOverload<const DataOpened &>(&TrainingPage::take));
    connect(&m_session, &TrainingSession::restored, this, qOverload<const RunRestored &>(&TrainingPage::take));
    connect(&m_session, &TrainingSession::openFailed, this, [this](const StorageError &error) { sayNotLoaded(words(error)); });
}

void TrainingPage::wireRunBar()
{
    connect(m_runBar, &RunBar::startClicked, this,
            [this] { whenReady([this] { m_session.start(m_settings->settings().length); }); });
    connect(m_runBar, &RunBar::pauseClicked, this, [this] {
        m_whenReady = nullptr;
        m_session.pause();
        showState();
    });
    connect(m_runBar, &RunBar::stepClicked, this,
            [this] { whenReady([this] { m_session.step(1, m_settings->settings().length); }); });
    connect(m_runBar, &RunBar::epochClicked, this,
            [this] { whenReady([this] { m_session.step(m_state.iterationsPerEpoch, m_settings->settings().length); }); });
    connect(m_runBar, &RunBar::resetClicked, this, &TrainingPage::reset);
}

void TrainingPage::wireOffer()
{
    connect(m_offer, &RunOffer::dataWanted, this, &TrainingPage::openData);
    connect(m_offer, &RunOffer::keptChanged, m_settings, &SettingsPanel::setKept);
}

void TrainingPage::wireSettings()
{
    connect(m_curves, &CurvesPanel::said, m_message,
            [this](const QString &what, const QString &advice) { m_message->say(what, advice); });
    connect(m_settings, &SettingsPanel::modelChanged, this, &TrainingPage::reset);
    connect(m_settings, &SettingsPanel::learningRateChanged, &m_session, &TrainingSession::setLearningRate);
    connect(m_settings, &SettingsPanel::batchChanged, &m_session, &TrainingSession::setBatch);
    connect(&m_session, &TrainingSession::batchRefused, this, [this](const BatchRefused &refused) {
        TrainingSettings settings = m_settings->settings();
        settings.options.batch = refused.kept;
        m_settings->setSettings(settings);
        m_message->say(tr("There is not enough memory for mini-batches of %n image(s).", nullptr, int(refused.wanted)),
                       tr("Training goes on with %n image(s).", nullptr, int(refused.kept)));
        showState();
    });
    connect(m_settings, &SettingsPanel::paceChanged, &m_session, &TrainingSession::setPace);
    connect(m_settings, &SettingsPanel::lengthChanged, this, [this](const TrainingLength &length) {
        if (m_session.running())
            m_session.start(length);
        showState();
    });
}

void TrainingPage::wireDiagram()
{
    connect(m_batch, &BatchSection::openWanted, this, &TrainingPage::openBatch);
    connect(&m_session, &TrainingSession::seen, this, [this](const std::shared_ptr<const ModelSnapshot> &model) {
        m_batch->showModel(model);
        if (!m_batchAsked || model->serial < *m_batchAsked || model->batch.empty())
            return;
        m_batchAsked.reset();
        const QString name = tr("%1 images of %2").arg(locale().toString(qlonglong(model->batch.size())), m_dataName);
        openInDiagram(model, pick(model->data->training, model->batch, name));
    });
}

// The mini-batch at which the training comes to a stop.
void TrainingPage::openBatch()
{
    m_session.pause();
    m_batchAsked = m_session.look();
    showState();
}

void TrainingPage::openInDiagram(const std::shared_ptr<const ModelSnapshot> &model, const MiniBatch &pictures)
{
    m_session.pause();
    showState();
    try {
        emit diagramWanted(diagramOf(*model, pictures));
    } catch (const StorageError &error) {
        m_message->say(words(error), tr("The training is paused; nothing else has changed."));
    }
}

void TrainingPage::keepRunsIn(const QString &folder, int interval)
{
    m_offer->keepIn(folder, interval);
}

void TrainingPage::reset()
{
    m_session.reset(m_settings->settings());
    forgetCurves();
    showState();
}

void TrainingPage::take(const TrainingProgress &progress)
{
    m_position = progress.position();
    m_state.done = progress.iteration;
    m_state.epochs = progress.epoch;
    m_state.iterationsPerEpoch = progress.iterationsPerEpoch;
    m_state.perSecond = progress.perSecond;
    m_history.add(progress);
    if (progress.iteration > 0 && !m_offer->waiting())
        m_offer->begun();
    if (progress.divergence && !m_diverged)
        sayDiverged(*progress.divergence);
    if (progress.died)
        sayDiverged(*progress.died);
    m_diverged = progress.divergence.has_value();
    showState();
}

// Another model with a past: what is shown is made anew of it.
void TrainingPage::take(const RunRestored &run)
{
    m_settings->setSettings(run.settings);
    forgetModel();
    RunRecord record;
    record.data = m_dataName;
    record.settings = run.settings;
    record.iterationsPerEpoch = m_position.perEpoch;
    record.losses = run.losses;
    record.accuracies = run.accuracies;
    m_history.goOnWith(std::move(record));
    showState();
}

void TrainingPage::sayDiverged(const Divergence &divergence)
{
    const double half = divergence.learningRate / 2;
    const auto goBack = [this, half] { m_session.backToGood(half); };
    m_message->say(words(divergence), advice(divergence),
                   { { tr("Go on from there with %1").arg(displayNumber(half)), QStringLiteral("backToGood"), goBack },
                     { tr("Reset"), QStringLiteral("resetDiverged"), [this] { reset(); } } });
}

void TrainingPage::forgetCurves()
{
    forgetModel();
    m_history.begin(m_dataName, m_settings->settings());
}

void TrainingPage::forgetModel()
{
    m_position = { .perEpoch = m_position.perEpoch };
    m_state.done = m_state.epochs = 0;
    m_state.perSecond = 0;
    m_diverged = false;
    m_message->hide();
    m_batch->showModel(nullptr);
    m_batchAsked.reset();
}

void TrainingPage::showState()
{
    m_state.limit = m_settings->settings().length.iterations(m_position);
    m_state.running = m_session.running() || m_whenReady;
    m_state.cannotRun = cannotRun();
    const QWidget *focus = QApplication::focusWidget();
    m_runBar->showState(m_state);
    if (m_runBar->isAncestorOf(focus) && !focus->isEnabled() && m_state.done >= m_state.limit)
        m_settings->focusLength(); // of a finished run more can be asked; Reset, which comes next, is seldom meant
    m_settings->setModelLocked(modelLock());
    m_history.setSettings(m_settings->settings());
    m_curves->setLimit(m_state.limit, m_state.iterationsPerEpoch);
    showHeading();
}

void TrainingPage::showHeading()
{
    const auto number = [this](Index n) { return locale().toString(qlonglong(n)); };
    if (m_dataName.isEmpty()) {
        m_title->setText(tr("Two-layer net"));
        const bool coming = m_loader.loading() || m_session.loading();
        m_subtitle->setText(m_whenReady ? tr("Starts as soon as the data are there")
                                : coming
                                ? tr("Start at once: it waits for the data")
                                : tr("No data: choose some at the right, or drop a folder with the four IDX files here."));
        return;
    }
    m_title->setText(tr("Two-layer net on %1", "name of the data").arg(m_dataName));
    const Index hidden = m_settings->settings().options.hidden;
    const QString sizes = tr("%1 → %2 → %3 · ReLU · softmax with cross entropy", "sizes of a net")
                              .arg(number(m_data.inputs), number(hidden), number(m_data.classes));
    m_subtitle->setText(
        tr("%1 · %2 training and %3 test images", "net, counts").arg(sizes, number(m_data.training), number(m_data.test)));
}

QString TrainingPage::cannotRun() const
{
    if (m_dataName.isEmpty())
        return m_loader.loading() || m_session.loading() ? QString() : tr("Choose data first, at the right");
    if (m_diverged)
        return tr("The weights are no longer finite numbers: Reset first");
    if (m_state.done >= m_state.limit)
        return tr("All iterations are done: ask for more of them, or Reset");
    return {};
}

QString TrainingPage::modelLock() const
{
    if (m_session.running())
        return tr("Cannot change while the net trains: Reset first");
    return m_state.done > 0 ? tr("This net has begun to learn with it: Reset first") : QString();
}

void TrainingPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const int needed =
        m_settingsScroll->widget()->minimumSizeHint().width() + m_settingsScroll->verticalScrollBar()->sizeHint().width();
    m_settingsScroll->setFixedWidth(std::max(needed, width() < narrowPage ? settingsNarrow : settingsWidth));
    const int inner = width() - m_settingsScroll->width() - 6 * Size::grid;
    m_runBar->setNarrow(inner < progressBeside);
    fitHeading();
}

// In a low window they are at the end of a column that is scrolled, and what is said there would not be seen.
void TrainingPage::revealWeights()
{
    m_settingsScroll->widget()->layout()->activate(); // what was said has made it higher
    m_settingsScroll->widget()->adjustSize();
    m_settingsScroll->ensureWidgetVisible(m_weightsFile);
}

// On a low page a message takes the place of the title, so that the curves keep theirs.
void TrainingPage::fitHeading()
{
    const bool fits = m_message->isHidden() || height() >= lowPage;
    m_title->setVisible(fits);
    m_subtitle->setVisible(fits);
}

} // namespace chainrule
