// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/main_window.h"

#include "document/mini_batch.h"
#include "files/demos.h"
#include "ui/diagram/diagram_view.h"
#include "ui/documents/documents.h"
#include "ui/documents/recovery.h"
#include "ui/expression/expression_dialog.h"
#include "ui/lesson/diagram_page.h"
#include "ui/lesson/return_bar.h"
#include "ui/library/library_panel.h"
#include "ui/library/topics.h"
#include "ui/main_window/export_menu.h"
#include "ui/main_window/first_size.h"
#include "ui/main_window/training_sign.h"
#include "ui/session/graph_session.h"
#include "ui/theme/plain_texts.h"
#include "ui/theme/theme_switch.h"
#include "ui/timeline/timeline_bar.h"
#include "ui/training/page/desk_actions.h"
#include "ui/training/page/net_in_diagram.h"
#include "ui/training/page/training_page.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/side_panel.h"

#include <QtCore/QFileInfo>
#include <QtCore/QSettings>
#include <QtCore/QStandardPaths>
#include <QtGui/QActionGroup>
#include <QtGui/QCloseEvent>
#include <QtGui/QScreen>
#include <QtGui/QUndoGroup>
#include <QtWidgets/QDockWidget>
#include <QtWidgets/QMenuBar>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

const QString trainingId = u"training"_s;
const QString geometryKey = u"window/geometry"_s;
const QString docksKey = u"window/docks"_s;
const QString documentKey = u"window/demo"_s;
const QString deskKey = u"window/desk"_s;
const QString firstDemo = u"apple_orange"_s; // the smallest with everything in it: fan-in, a sum, two products
constexpr int docksVersion = 1;
constexpr int libraryWidth = 196;
constexpr int sideWidth = 304;

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
    new PlainTexts(this);
    m_pages->addWidget(m_diagram);
    auto *centre = new QWidget(this);
    auto *column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_message);
    column->addWidget(m_pages);
    setCentralWidget(centre);
    setMinimumSize(smallestWindow);
    buildDocks();
    buildMenus();
    fillLibrary();
    connect(m_message, &MessageBar::left, this, [this] { m_pages->currentWidget()->setFocus(); });
    connect(m_library, &LibraryPanel::openRequested, this, &MainWindow::openEntry);
    connect(m_diagram, &DiagramPage::titleChanged, this, &MainWindow::updateTitle);
    connect(&m_documents->file(), &DocumentFile::changed, this, &MainWindow::showFile);
    m_theme->dress();
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
    m_libraryDock = dock(u"library-dock"_s, tr("Library"), m_library, &m_library->titleBar(), Qt::LeftDockWidgetArea);
    SidePanel &side = m_diagram->sidePanel();
    m_sideDock = dock(u"side-dock"_s, tr("Side panel"), &side, &side.titleBar(), Qt::RightDockWidgetArea);
    m_library->setMinimumWidth(libraryWidth); // its longest title; the desk would take it
    resizeDocks({ m_libraryDock, m_sideDock }, { libraryWidth, sideWidth }, Qt::Horizontal);
}

void MainWindow::fillLibrary()
{
    for (const DemoTitle &demo : demoTitles())
        m_library->addEntry(topicTitle(demo.topic), demo.id, demo.title);
    m_library->addEntry(topicTitle(u"network"_s), trainingId, tr("Training desk"));
    const auto showRecent = [this] {
        m_library->setFiles(tr("YOUR GRAPHS"), m_documents->recent().paths());
        showFile(); // it may be one of these now
    };
    connect(&m_documents->recent(), &RecentFiles::changed, this, showRecent);
    showRecent();
}

void MainWindow::showPanel(int index)
{
    m_sideDock->show();
    m_diagram->sidePanel().setCurrent(index);
}

bool MainWindow::openDemo(const QString &id)
{
    const auto document = demo(id, miniBatch());
    if (document)
        showDocument(*document);
    return document.has_value();
}

// The net is shown on what it trains on.
MiniBatch MainWindow::miniBatch() const
{
    return m_training ? demonstrated(m_training->data().get(), m_training->dataName()) : builtInBatch();
}

void MainWindow::openFirst(const QString &demoOrFile)
{
    const auto opens = [this](const QString &what) {
        return openDemo(what) || (QFileInfo(what).isAbsolute() && m_documents->open(what));
    };
    const bool asked = !demoOrFile.isEmpty();
    if (!asked || !opens(demoOrFile)) {
        if (!opens(QSettings().value(documentKey).toString()))
            openDemo(firstDemo);
        if (asked) // what is open instead has taken away what was said
            opens(demoOrFile);
    }
    if (!asked && QSettings().value(deskKey).toBool())
        openData({});
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
    m_diagram->returnBar().say({});
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
    m_diagram->returnBar().say(tr("The training is paused. This is its net: %1.").arg(document.title));
    m_back->setEnabled(true);
}

void MainWindow::typeExpression()
{
    ExpressionDialog dialog(this);
    if (dialog.exec() == QDialog::Accepted && dialog.document())
        m_documents->openRecovered(*dialog.document(), {}); // new, and in no file yet
}

void MainWindow::keepUnsavedWork()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + u"/unsaved"_s;
    auto *recovery = new Recovery(m_diagram->session(), *m_documents, *m_message, folder);
    recovery->offer();
}

void MainWindow::makeDesk()
{
    m_training = new TrainingPage(this);
    m_training->keepRunsIn(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + u"/runs"_s);
    m_pages->addWidget(m_training);
    connect(m_training, &TrainingPage::diagramWanted, this, &MainWindow::showTrainingsNet);
    m_runMenu->addSeparator();
    m_runMenu->addActions(m_training->commands().actions());
    m_training->addActions(m_training->commands().actions()); // their keys are of the desk alone
    m_sign = new TrainingSign(*m_training, *m_library, trainingId, tr("Training desk"), this);
}

// The desk is made when it is first asked for, so that the diagram is on screen at once.
void MainWindow::openData(const QString &data)
{
    if (!m_training)
        makeDesk();
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
    if (m_training) {
        m_training->commands().setEnabled(!diagram);
        m_sign->show();
    }
    m_undo->setActiveStack(diagram ? &m_diagram->session().undoStack() : nullptr); // what is not seen is not undone
    updateTitle();
}

void MainWindow::updateTitle()
{
    const bool diagram = m_pages->currentWidget() == m_diagram && m_diagram->session().isOpen();
    const DocumentFile &file = m_documents->file();
    setWindowFilePath(diagram ? file.path() : QString());
    QString name = diagram ? file.name() : tr("Training desk");
    name.replace(u"[*]"_s, u"[*][*]"_s); // of a file that is called so
    setWindowTitle(tr("%1[*] — Chainrule").arg(name));
    setWindowModified(diagram && file.isModified());
}

void MainWindow::setPresentation(bool on)
{
    m_presentation->setChecked(on);
    if (on) {
        m_docksBefore = saveState(docksVersion);
        m_stateBefore = windowState();
    }
    menuBar()->setVisible(!on);
    m_diagram->setPresentation(on);
    if (on) {
        m_libraryDock->hide();
        m_sideDock->hide();
        setWindowState(windowState() | Qt::WindowFullScreen); // and maximised beneath it, if it was
    } else {
        setWindowState(m_stateBefore);
        restoreState(m_docksBefore, docksVersion);
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
    resize(firstSize(screen()->availableSize()));
    restoreGeometry(QSettings().value(geometryKey).toByteArray());
    restoreState(QSettings().value(docksKey).toByteArray(), docksVersion);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!m_documents->mayLeave())
        return event->ignore();
    if (m_presentation->isChecked())
        setPresentation(false);
    QSettings settings;
    settings.setValue(deskKey, m_pages->currentWidget() == m_training);
    showPage(m_diagram); // The side panel, which the desk hides, is part of the layout that is kept
    settings.setValue(geometryKey, saveGeometry());
    const QString &path = m_documents->file().path();
    settings.setValue(documentKey, path.isEmpty() ? m_diagram->session().document().id : path);
    settings.setValue(docksKey, saveState(docksVersion));
    QMainWindow::closeEvent(event);
}

} // namespace chainrule
