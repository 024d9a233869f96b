// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window.h"

#include "storage/mini_batch.h"
#include "ui/diagram/diagram_page.h"
#include "ui/diagram/diagram_view.h"
#include "ui/diagram/graph_session.h"
#include "ui/diagram/motion.h"
#include "ui/diagram/return_bar.h"
#include "ui/documents/documents.h"
#include "ui/documents/recovery.h"
#include "ui/editor/edit_actions.h"
#include "ui/export/export_menu.h"
#include "ui/expression/expression_dialog.h"
#include "ui/library/library_panel.h"
#include "ui/side/side_panel.h"
#include "ui/theme/theme.h"
#include "ui/theme/theme_switch.h"
#include "ui/timeline/timeline_bar.h"
#include "ui/training/message_bar.h"
#include "ui/training/training_page.h"

#include <QtCore/QFileInfo>
#include <QtCore/QSettings>
#include <QtCore/QStandardPaths>
#include <QtGui/QActionGroup>
#include <QtGui/QCloseEvent>
#include <QtGui/QUndoGroup>
#include <QtWidgets/QDockWidget>
#include <QtWidgets/QMenuBar>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QVBoxLayout>

namespace chainrule {

namespace {

const QString trainingId = QStringLiteral("training");
const QString geometryKey = QStringLiteral("window/geometry");
const QString docksKey = QStringLiteral("window/docks");
const QString animateKey = QStringLiteral("window/animate");
const QString documentKey = QStringLiteral("window/demo");
const QString firstDemo = QStringLiteral("apple_orange"); // the smallest with everything in it: fan-in, a sum, two products
constexpr int docksVersion = 1;
constexpr QSize ordinarySize(1280, 800);
constexpr QSize smallestSize(960, 600);
constexpr int libraryWidth = 196;
constexpr int sideWidth = 304;

// Documents name their topic by an id; these are the headings.
QString topicTitle(const QString &topic)
{
    const std::pair<QString, QString> titles[] = { { QStringLiteral("shopping"), MainWindow::tr("SHOPPING") },
                                                   { QStringLiteral("gates"), MainWindow::tr("GATES") },
                                                   { QStringLiteral("layers"), MainWindow::tr("LAYERS") },
                                                   { QStringLiteral("network"), MainWindow::tr("NETWORK") } };
    for (const auto &[id, title] : titles)
        if (id == topic)
            return title;
    return topic.toUpper();
}

} // namespace

MainWindow::MainWindow(QWidget *parent)
    : QMainWindow(parent)
    , m_theme(new ThemeSwitch(this))
    , m_pages(new QStackedWidget(this))
    , m_diagram(new DiagramPage(this))
    , m_library(new LibraryPanel(this))
    , m_exports(new ExportMenu(*m_diagram, this))
    , m_message(new MessageBar(this))
    , m_documents(new Documents(
          m_diagram->session(), *m_message, [this](const GraphDocument &document) { showDocument(document); }, *this))
    , m_diagramActions(new QActionGroup(this))
    , m_undo(new QUndoGroup(this))
{
    m_diagramActions->setExclusionPolicy(QActionGroup::ExclusionPolicy::None);
    m_pages->addWidget(m_diagram);
    auto *centre = new QWidget(this);
    auto *column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_message);
    column->addWidget(m_pages);
    setCentralWidget(centre);
    setMinimumSize(smallestSize);
    buildDocks();
    buildFileMenu();
    buildEditMenu();
    buildViewMenu();
    buildRunMenu();
    buildHelpMenu();
    fillLibrary();
    connect(m_library, &LibraryPanel::openRequested, this, &MainWindow::openEntry);
    connect(m_diagram, &DiagramPage::titleChanged, this, &MainWindow::updateTitle);
    connect(&m_documents->file(), &DocumentFile::changed, this, &MainWindow::showFile);
    restoreLayout();
    m_diagram->setFocus();
}

MainWindow::~MainWindow()
{
    delete m_documents;
}

void MainWindow::buildDocks()
{
    const auto dock = [this](const QString &name, const QString &title, QWidget *content, QWidget *bar,
                             Qt::DockWidgetArea area) {
        auto *d = new QDockWidget(title, this);
        d->setObjectName(name);
        d->setWidget(content);
        d->setTitleBarWidget(bar);
        addDockWidget(area, d);
        return d;
    };
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    m_libraryDock =
        dock(QStringLiteral("library-dock"), tr("Library"), m_library, &m_library->titleBar(), Qt::LeftDockWidgetArea);
    SidePanel &side = m_diagram->sidePanel();
    m_sideDock = dock(QStringLiteral("side-dock"), tr("Side panel"), &side, &side.titleBar(), Qt::RightDockWidgetArea);
    m_library->setMinimumWidth(libraryWidth); // its longest title; the desk would take it
    resizeDocks({ m_libraryDock, m_sideDock }, { libraryWidth, sideWidth }, Qt::Horizontal);
}

void MainWindow::fillLibrary()
{
    for (const DemoTitle &demo : demoTitles())
        m_library->addEntry(topicTitle(demo.topic), demo.id, demo.title);
    m_library->addEntry(topicTitle(QStringLiteral("network")), trainingId, tr("Training desk"));
    const auto showRecent = [this] { m_library->setFiles(tr("YOUR GRAPHS"), m_documents->recent().paths()); };
    connect(&m_documents->recent(), &RecentFiles::changed, this, showRecent);
    showRecent();
}

QAction *MainWindow::addAction(QMenu &menu, const QString &text, const QList<QKeySequence> &keys, std::function<void()> does)
{
    QAction *action = menu.addAction(text);
    action->setShortcuts(keys);
    connect(action, &QAction::triggered, this, std::move(does));
    QWidget::addAction(action); // the keys work in a presentation too, where the menu bar is hidden
    return action;
}

QAction *MainWindow::addStepAction(QMenu &menu, const QString &text, const QList<QKeySequence> &keys,
                                   std::function<void()> does)
{
    QAction *action = addAction(menu, text, keys, std::move(does));
    m_diagramActions->addAction(action);
    return action;
}

void MainWindow::buildFileMenu()
{
    QMenu &menu = *menuBar()->addMenu(tr("&File"));
    m_documents->addTo(menu);
    addAction(menu, tr("From e&xpression…"), { QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E) }, [this] { typeExpression(); });
    menu.addSeparator();
    addAction(menu, tr("&Find a graph"), QKeySequence::keyBindings(QKeySequence::Find), [this] {
        m_libraryDock->show();
        m_library->focusFilter();
    });
    menu.addSeparator();
    addExports(menu, m_exports->fileActions());
    menu.addSeparator();
    addAction(menu, tr("&Quit"), { QKeySequence(Qt::CTRL | Qt::Key_Q) }, [this] { close(); });
}

void MainWindow::buildEditMenu()
{
    QMenu &menu = *menuBar()->addMenu(tr("&Edit"));
    m_undo->addStack(&m_diagram->session().undoStack());
    m_undo->setActiveStack(&m_diagram->session().undoStack());
    QAction *undo = m_undo->createUndoAction(this, tr("&Undo"));
    undo->setShortcuts(QKeySequence::Undo);
    QAction *redo = m_undo->createRedoAction(this, tr("&Redo"));
    redo->setShortcuts(QKeySequence::Redo);
    menu.addActions({ undo, redo });
    menu.addSeparator();
    addExports(menu, m_exports->editActions());
    menu.addSeparator();
    addStepAction(menu, tr("Change the &value"), { QKeySequence(Qt::Key_F2) }, [this] { m_diagram->editSelected(); });
    addStepAction(menu, tr("&Fold or unfold the group"), { QKeySequence(Qt::Key_F) }, [this] { m_diagram->toggleFold(); });
    menu.addSeparator();
    m_edit = new EditActions(m_diagram->editDesk(), m_diagram->view(), this);
    m_edit->addTo(menu);
    QWidget::addAction(m_edit->toggle());
    for (QAction *action : m_edit->all())
        m_diagramActions->addAction(action);
}

void MainWindow::buildViewMenu()
{
    QMenu &menu = *menuBar()->addMenu(tr("&View"));
    menu.addActions({ m_libraryDock->toggleViewAction(), m_sideDock->toggleViewAction() });
    SidePanel &side = m_diagram->sidePanel();
    for (int i = 0; i < side.count(); ++i)
        addStepAction(menu, side.title(i), { QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_1 + i)) }, [this, i] { showPanel(i); });
    addStepAction(menu, tr("Open as &matrix"), { QKeySequence(Qt::Key_V) }, [this] { m_diagram->openTensor(); });
    menu.addSeparator();
    QList<QKeySequence> in = QKeySequence::keyBindings(QKeySequence::ZoomIn);
    in.append(QKeySequence(Qt::CTRL | Qt::Key_Equal)); // the plus of a keyboard on which it is shifted
    addStepAction(menu, tr("Zoom &in"), in, [this] { m_diagram->view().zoomIn(); });
    addStepAction(menu, tr("Zoom &out"), QKeySequence::keyBindings(QKeySequence::ZoomOut),
                  [this] { m_diagram->view().zoomOut(); });
    addStepAction(menu, tr("&Fit"), { QKeySequence(Qt::CTRL | Qt::Key_0) }, [this] { m_diagram->view().fitOrOverview(); });
    menu.addAction(m_edit->snap());
    menu.addSeparator();
    buildThemeMenu(*menu.addMenu(tr("&Theme")));
    QAction *animate = menu.addAction(tr("&Animate steps"));
    animate->setCheckable(true);
    animate->setChecked(QSettings().value(animateKey, true).toBool());
    m_diagram->motion().setWanted(animate->isChecked());
    connect(animate, &QAction::toggled, this, [this](bool on) {
        m_diagram->motion().setWanted(on);
        QSettings().setValue(animateKey, on);
    });
    m_presentation = addAction(menu, tr("&Presentation"), { QKeySequence(Qt::Key_F5), QKeySequence(Qt::Key_F11) },
                               [this] { setPresentation(m_presentation->isChecked()); });
    m_presentation->setCheckable(true);
}

void MainWindow::showPanel(int index)
{
    m_sideDock->show();
    m_diagram->sidePanel().setCurrent(index);
}

void MainWindow::buildThemeMenu(QMenu &menu)
{
    auto *group = new QActionGroup(&menu);
    const std::pair<QString, ThemeSwitch::Choice> choices[] = { { tr("&System"), ThemeSwitch::Choice::System },
                                                                { tr("&Light"), ThemeSwitch::Choice::Light },
                                                                { tr("&Dark"), ThemeSwitch::Choice::Dark } };
    for (const auto &[text, choice] : choices) {
        QAction *action = addAction(menu, text, {}, [this, choice = choice] { m_theme->choose(choice); });
        action->setCheckable(true);
        action->setChecked(m_theme->choice() == choice);
        group->addAction(action);
    }
}

void MainWindow::buildRunMenu()
{
    QMenu &menu = *menuBar()->addMenu(tr("&Run"));
    GraphSession &session = m_diagram->session();
    addStepAction(menu, tr("&Forward one step"), { QKeySequence(Qt::Key_Right), QKeySequence(Qt::Key_PageDown) },
                  [&session] { session.next(); });
    addStepAction(menu, tr("&Back one step"), { QKeySequence(Qt::Key_Left), QKeySequence(Qt::Key_PageUp) },
                  [&session] { session.previous(); });
    addStepAction(menu, tr("F&irst step"), { QKeySequence(Qt::Key_Home) }, [&session] { session.setPosition(0); });
    addStepAction(menu, tr("&Last step"), { QKeySequence(Qt::Key_End) }, [&session] { session.setPosition(session.count()); });
    addStepAction(menu, tr("First &gradient"), { QKeySequence(Qt::Key_G) }, [this] { m_diagram->goToFirstGradient(); });
    menu.addSeparator();
    addStepAction(menu, tr("&Play or pause"), { QKeySequence(Qt::Key_Space) },
                  [this] { m_diagram->timeline().togglePlaying(); });
    menu.addSeparator();
    m_back = addAction(menu, tr("Back to &training"), QKeySequence::keyBindings(QKeySequence::Back), [this] { openData({}); });
    m_back->setEnabled(false);
    connect(&m_diagram->returnBar(), &ReturnBar::returnRequested, m_back, &QAction::trigger);
}

void MainWindow::buildHelpMenu()
{
    QMenu &menu = *menuBar()->addMenu(tr("&Help"));
    addAction(menu, tr("&Keys"), QKeySequence::keyBindings(QKeySequence::HelpContents), [this] {
        QMessageBox::information(this, tr("Keys"),
                                 tr("→ or Page Down: one step.  ← or Page Up: back one step.\n"
                                    "Home, End: first and last step.  G: the first gradient.\nSpace: play and pause.\n"
                                    "Tab: select a node.  Ctrl and an arrow: along the edges.  ↑ and ↓: to a neighbour.\n"
                                    "Enter: change the selected input.  V: the node's matrix.  F: fold or unfold the group.\n"
                                    "Drag an input sideways, or turn the wheel over it: its number follows. Shift is fine, "
                                    "Ctrl is coarse.\n"
                                    "Ctrl and 1 to 4: Explain, Numbers, Code, Lab.\n"
                                    "Ctrl and +, −, 0: larger, smaller, fit.  F5: presentation, Esc leaves it.\n")
                                     + EditActions::keys());
    });
    addAction(menu, tr("&About Chainrule"), {}, [this] {
        QMessageBox::about(
            this, tr("About Chainrule"),
            tr("Chainrule makes backpropagation visible.\n\nFree software under the GNU GPL, version 3 or later."));
    });
}

bool MainWindow::openDemo(const QString &id)
{
    const auto document = demo(id, miniBatch());
    if (document)
        showDocument(*document);
    return document.has_value();
}

// The net is shown on what it trains on. Data of another size than the built-in digits cannot take their place.
MiniBatch MainWindow::miniBatch() const
{
    MiniBatch builtIn = builtInBatch();
    const auto data = m_training ? m_training->data() : nullptr;
    const Index count = builtIn.images.count;
    if (!data || data->training.count < count || data->training.pixelsEach() != builtIn.images.pixelsEach()
        || data->classes > count)
        return builtIn;
    return firstOf(data->training, count, tr("%1 images of %2").arg(count).arg(m_training->dataName()));
}

void MainWindow::openFirst(const QString &demoOrFile)
{
    const auto opens = [this](const QString &what) {
        return openDemo(what) || (QFileInfo(what).isAbsolute() && m_documents->open(what));
    };
    if (!opens(demoOrFile) && !opens(QSettings().value(documentKey).toString()))
        openDemo(firstDemo);
}

void MainWindow::openEntry(const QString &id)
{
    if (id == trainingId)
        openData({});
    else if (QFileInfo(id).isAbsolute())
        m_documents->open(id);
    else if (m_documents->mayLeave())
        openDemo(id);
    showFile(); // the library marks what is open
}

void MainWindow::showDocument(const GraphDocument &document)
{
    showPage(m_diagram);
    m_diagram->open(document);
    m_diagram->returnBar().setText({});
    m_back->setEnabled(false);
    m_diagram->setFocus();
}

// Which document is on screen, in the title and in the library.
void MainWindow::showFile()
{
    updateTitle();
    if (m_pages->currentWidget() != m_diagram || !m_diagram->session().isOpen())
        return;
    const QString &path = m_documents->file().path();
    m_library->setCurrent(path.isEmpty() ? m_diagram->session().document().id : path);
}

void MainWindow::showTrainingsNet(const GraphDocument &document)
{
    if (!m_documents->mayLeave())
        return;
    showDocument(document);
    m_diagram->returnBar().setText(tr("The training is paused. This is its net: %1.").arg(document.title));
    m_back->setEnabled(true);
}

void MainWindow::typeExpression()
{
    ExpressionDialog dialog(this);
    if (dialog.exec() == QDialog::Accepted && dialog.document())
        m_documents->openRecovered(*dialog.document(), {}); // new, and in no file yet
}

void MainWindow::addExports(QMenu &menu, const QList<QAction *> &actions)
{
    menu.addActions(actions);
    addActions(actions); // the keys work in a presentation too
    for (QAction *action : actions)
        m_diagramActions->addAction(action);
}

void MainWindow::openFile(const QString &path)
{
    m_documents->open(path);
}

void MainWindow::keepUnsavedWork()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/unsaved");
    auto *recovery = new Recovery(m_diagram->session(), *m_documents, *m_message, folder);
    recovery->offer();
}

// The desk is made when it is first asked for, so that the diagram is on screen at once.
void MainWindow::openData(const QString &data)
{
    if (!m_training) {
        m_training = new TrainingPage(this);
        m_training->keepRunsIn(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/runs"));
        m_pages->addWidget(m_training);
        connect(m_training, &TrainingPage::diagramWanted, this, &MainWindow::showTrainingsNet);
    }
    if (!data.isEmpty())
        m_training->openData(data);
    showPage(m_training);
    m_library->setCurrent(trainingId);
    m_training->setFocus();
}

void MainWindow::showPage(QWidget *page)
{
    const bool diagram = page == m_diagram;
    if (!diagram)
        m_diagram->timeline().setPlaying(false);
    if (page != m_pages->currentWidget() && !m_presentation->isChecked()) {
        if (!diagram)
            m_sideWanted = !m_sideDock->isHidden();
        m_sideDock->setVisible(diagram && m_sideWanted);
    }
    m_pages->setCurrentWidget(page);
    m_diagramActions->setEnabled(diagram);
    m_undo->setActiveStack(diagram ? &m_diagram->session().undoStack() : nullptr); // what is not seen is not undone
    updateTitle();
}

void MainWindow::updateTitle()
{
    const bool diagram = m_pages->currentWidget() == m_diagram && m_diagram->session().isOpen();
    const DocumentFile &file = m_documents->file();
    setWindowFilePath(diagram ? file.path() : QString());
    QString name = diagram ? file.name() : tr("Training desk");
    name.replace(QStringLiteral("[*]"), QStringLiteral("[*][*]")); // of a file that is called so
    setWindowTitle(tr("%1[*] — Chainrule").arg(name));
    setWindowModified(diagram && file.isModified());
}

void MainWindow::setPresentation(bool on)
{
    m_presentation->setChecked(on);
    if (on)
        m_beforePresentation = saveState(docksVersion);
    menuBar()->setVisible(!on);
    m_diagram->setPresentation(on);
    if (on) {
        m_libraryDock->hide();
        m_sideDock->hide();
        showFullScreen();
    } else {
        showNormal();
        restoreState(m_beforePresentation, docksVersion);
    }
    m_diagram->view().fit();
}

void MainWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && m_presentation->isChecked())
        setPresentation(false);
    else
        QMainWindow::keyPressEvent(event);
}

void MainWindow::restoreLayout()
{
    const QSettings settings;
    resize(ordinarySize);
    restoreGeometry(settings.value(geometryKey).toByteArray());
    restoreState(settings.value(docksKey).toByteArray(), docksVersion);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!m_documents->mayLeave())
        return event->ignore();
    if (m_presentation->isChecked())
        setPresentation(false);
    showPage(m_diagram); // The side panel, which the desk hides, is part of the layout that is kept
    QSettings settings;
    settings.setValue(geometryKey, saveGeometry());
    const QString &path = m_documents->file().path();
    settings.setValue(documentKey, path.isEmpty() ? m_diagram->session().document().id : path);
    settings.setValue(docksKey, saveState(docksVersion));
    QMainWindow::closeEvent(event);
}

} // namespace chainrule
