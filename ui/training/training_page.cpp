// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/training_page.h"

#include "storage/idx.h"
#include "ui/text/storage_words.h"
#include "ui/training/accuracy_chart.h"
#include "ui/training/batch/batch_section.h"
#include "ui/training/confusion/confusion_tool.h"
#include "ui/training/draw/draw_tool.h"
#include "ui/training/loss_chart.h"
#include "ui/training/message_bar.h"
#include "ui/training/net_in_diagram.h"
#include "ui/training/settings_panel.h"
#include "ui/training/tools_panel.h"
#include "ui/training/training_style.h"
#include "ui/training/weights/weights_tool.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QMimeData>
#include <QtGui/QDropEvent>
#include <QtWidgets/QApplication>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QLabel>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QVBoxLayout>

namespace chainrule {

namespace {

constexpr int settingsWidth = 340;
constexpr int settingsNarrow = 304;
constexpr int narrowPage = 1120; // below it the settings give way
constexpr int sideBySide = 600; // of the charts: below it one stands above the other
constexpr int progressBeside = 700; // of the run bar: below it the progress goes under the buttons

QLabel *makeLabel(const QString &role)
{
    auto *label = new QLabel;
    label->setProperty("role", role);
    label->setTextFormat(Qt::PlainText); // a folder may be called anything
    label->setWordWrap(true);
    return label;
}

QString folderOf(const QMimeData *data)
{
    const QList<QUrl> urls = data->urls();
    const QString path = urls.isEmpty() ? QString() : urls.front().toLocalFile();
    const QFileInfo info(path);
    if (path.isEmpty() || !info.exists())
        return {};
    return info.isDir() ? info.absoluteFilePath() : info.absolutePath(); // one of the four files stands for all
}

} // namespace

TrainingPage::TrainingPage(QWidget *parent)
    : QWidget(parent)
    , m_desk(new QWidget)
    , m_title(makeLabel(QStringLiteral("title")))
    , m_subtitle(makeLabel(QStringLiteral("subtitle")))
    , m_runBar(new RunBar)
    , m_message(new MessageBar)
    , m_loss(new LossChart)
    , m_accuracy(new AccuracyChart)
    , m_charts(new QBoxLayout(QBoxLayout::LeftToRight))
    , m_tools(new ToolsPanel(m_session))
    , m_settings(new SettingsPanel)
    , m_batch(new BatchSection)
    , m_settingsScroll(new QScrollArea)
{
    setAcceptDrops(true);
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
    wireRunBar();
    wireSettings();
    wireDiagram();
    applyTheme();
    m_session.reset(m_settings->settings());
    forgetCurves();
    showState();
}

TrainingPage::~TrainingPage() = default;

QWidget *TrainingPage::makeMain()
{
    auto *main = new QWidget;
    main->setObjectName(QStringLiteral("TrainingMain"));
    auto *layout = new QVBoxLayout(main);
    layout->setContentsMargins(3 * Size::grid, 2 * Size::grid, 3 * Size::grid, 3 * Size::grid);
    layout->setSpacing(2 * Size::grid);
    auto *heading = new QVBoxLayout;
    heading->setSpacing(Size::grid / 2);
    heading->addWidget(m_title);
    heading->addWidget(m_subtitle);
    layout->addLayout(heading);
    layout->addWidget(m_runBar);
    layout->addWidget(m_message);
    m_charts->setSpacing(2 * Size::grid);
    m_charts->addWidget(m_loss, 1);
    m_charts->addWidget(m_accuracy, 1);
    m_charts->setContentsMargins({});
    auto *charts = new QWidget;
    charts->setLayout(m_charts);
    const std::pair<QString, ModelTool *> tools[] = { { tr("Weights"), new WeightsTool },
                                                      { tr("Confusion"), new ConfusionTool },
                                                      { tr("Draw a digit"), new DrawTool } };
    for (const auto &[title, tool] : tools) {
        m_tools->addTool(title, tool);
        connect(tool, &ModelTool::diagramWanted, this, &TrainingPage::openInDiagram);
    }
    auto *split = new QSplitter(Qt::Vertical); // whoever looks at weights may want the curves smaller
    split->setHandleWidth(2 * Size::grid);
    split->setChildrenCollapsible(false);
    split->addWidget(charts);
    split->addWidget(m_tools);
    split->setStretchFactor(0, 1);
    split->setStretchFactor(1, 1);
    layout->addWidget(split, 1);
    return main;
}

QWidget *TrainingPage::makeSettings()
{
    m_settingsScroll->setObjectName(QStringLiteral("SettingsScroll"));
    auto *column = new QWidget;
    column->setObjectName(QStringLiteral("SettingsColumn"));
    auto *layout = new QVBoxLayout(column);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_settings);
    layout->addWidget(m_batch);
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
    connect(&m_session, &TrainingSession::openFailed, this, [this](const StorageError &error) {
        const QString advice = m_dataName.isEmpty() ? tr("Choose another folder.") : tr("%1 is still in use.").arg(m_dataName);
        m_message->say(words(error), advice);
        showState();
    });
}

void TrainingPage::wireRunBar()
{
    connect(m_runBar, &RunBar::startClicked, this, [this] {
        m_session.start(m_state.limit);
        showState();
    });
    connect(m_runBar, &RunBar::pauseClicked, this, [this] {
        m_session.pause();
        showState();
    });
    connect(m_runBar, &RunBar::stepClicked, this, [this] { m_session.step(1, m_state.limit); });
    connect(m_runBar, &RunBar::epochClicked, this, [this] { m_session.step(m_state.iterationsPerEpoch, m_state.limit); });
    connect(m_runBar, &RunBar::resetClicked, this, &TrainingPage::reset);
}

void TrainingPage::wireSettings()
{
    connect(m_settings, &SettingsPanel::folderWanted, this, &TrainingPage::chooseFolder);
    connect(m_settings, &SettingsPanel::modelChanged, this, &TrainingPage::reset);
    connect(m_settings, &SettingsPanel::learningRateChanged, &m_session, &TrainingSession::setLearningRate);
    connect(m_settings, &SettingsPanel::iterationsChanged, this, [this](Index iterations) {
        if (m_session.running())
            m_session.start(iterations);
        m_loss->setIterations(iterations);
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

void TrainingPage::openFolder(const QString &folder)
{
    m_asked = true;
    m_session.openFolder(folder);
    showState();
}

void TrainingPage::chooseFolder()
{
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Folder with IDX files"), m_data.folder);
    if (!folder.isEmpty())
        openFolder(folder);
}

void TrainingPage::reset()
{
    m_session.reset(m_settings->settings());
    forgetCurves();
    showState();
}

void TrainingPage::take(const TrainingProgress &progress)
{
    m_state.done = progress.iteration;
    m_state.iterationsPerEpoch = progress.iterationsPerEpoch;
    m_state.perSecond = progress.perSecond;
    m_loss->add(progress.firstIteration, progress.losses);
    for (const AccuracyPoint &point : progress.accuracies)
        m_accuracy->add(point, progress.iterationsPerEpoch);
    if (progress.diverged && !m_diverged)
        sayDiverged(progress);
    m_diverged = progress.diverged;
    showState();
}

void TrainingPage::take(const DataOpened &data)
{
    m_data = data;
    const bool found = QDir(data.folder) == QDir(findMnistFolder());
    m_dataName = found ? tr("MNIST") : QDir(data.folder).dirName();
    m_settings->setData(m_dataName, QDir::toNativeSeparators(data.folder));
    forgetCurves();
    showState();
    // Who came to train presses Space next; who is doing something else is left alone.
    const QWidget *focus = QApplication::focusWidget();
    if (focus && isAncestorOf(focus) && !m_settingsScroll->isAncestorOf(focus))
        m_runBar->setFocus();
    emit dataChanged(m_dataName);
}

void TrainingPage::sayDiverged(const TrainingProgress &progress)
{
    constexpr double smaller = 10;
    constexpr int digits = 6;
    const auto rate = [this](double r) { return locale().toString(r, 'g', digits); };
    m_message->say(tr("Paused: after iteration %1, with a learning rate of %2, the loss is no longer a finite number.")
                       .arg(locale().toString(qlonglong(progress.iteration - 1)), rate(progress.learningRate)),
                   tr("The steps were so long that the weights overflowed. Reset, and try a smaller learning rate, "
                      "such as %1.")
                       .arg(rate(progress.learningRate / smaller)));
}

void TrainingPage::forgetCurves()
{
    m_state.done = 0;
    m_state.perSecond = 0;
    m_diverged = false;
    m_message->hide();
    m_batch->showModel(nullptr);
    m_batchAsked.reset();
    m_loss->clear();
    m_accuracy->clear();
}

void TrainingPage::showState()
{
    m_state.limit = m_settings->settings().iterations;
    m_state.running = m_session.running();
    m_state.cannotRun = cannotRun();
    m_runBar->showState(m_state);
    m_settings->setModelLocked(modelLock());
    m_loss->setIterations(m_state.limit);
    m_accuracy->setEpochs(double(m_state.limit) / double(m_state.iterationsPerEpoch));
    showHeading();
}

void TrainingPage::showHeading()
{
    const auto number = [this](Index n) { return locale().toString(qlonglong(n)); };
    if (m_dataName.isEmpty()) {
        m_title->setText(tr("Two-layer net"));
        m_subtitle->setText(m_session.loading() ? tr("Reading the data…")
                                                : tr("No data yet: choose a folder with the four IDX files, or drop it here."));
        return;
    }
    m_title->setText(tr("Two-layer net on %1", "name of the data").arg(m_dataName));
    const Index hidden = m_settings->settings().options.hidden;
    const QString sizes = tr("%1 → %2 → %3 · ReLU · softmax with cross entropy", "sizes of a net")
                              .arg(number(m_data.inputs), number(hidden), number(m_data.classes));
    m_subtitle->setText(m_session.loading() ? tr("%1 · reading other data…").arg(sizes)
                                            : tr("%1 · %2 training and %3 test images", "net, counts")
                                                  .arg(sizes, number(m_data.training), number(m_data.test)));
}

QString TrainingPage::cannotRun() const
{
    if (m_dataName.isEmpty())
        return m_session.loading() ? tr("The data are being read") : tr("Choose a folder with data first");
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

void TrainingPage::applyTheme()
{
    const QString sheet = trainingStyleSheet(Theme::of(palette()));
    if (sheet != m_desk->styleSheet())
        m_desk->setStyleSheet(sheet);
}

void TrainingPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyTheme();
}

void TrainingPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_settingsScroll->setFixedWidth(width() < narrowPage ? settingsNarrow : settingsWidth);
    const int inner = width() - m_settingsScroll->width() - 6 * Size::grid;
    m_charts->setDirection(inner < sideBySide ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_runBar->setNarrow(inner < progressBeside);
}

void TrainingPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_asked)
        return;
    m_asked = true;
    const QString found = findMnistFolder();
    if (!found.isEmpty())
        openFolder(found);
}

void TrainingPage::dragEnterEvent(QDragEnterEvent *event)
{
    if (!folderOf(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void TrainingPage::dropEvent(QDropEvent *event)
{
    const QString folder = folderOf(event->mimeData());
    if (folder.isEmpty())
        return;
    event->acceptProposedAction();
    openFolder(folder);
}

} // namespace chainrule
