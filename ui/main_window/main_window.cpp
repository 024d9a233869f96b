// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/main_window.h"

#include "files/demos.h"
#include "learning/mini_batch.h"
#include "ui/diagram/diagram_view.h"
#include "ui/documents/documents.h"
#include "ui/documents/recovery.h"
#include "ui/editor/edit_desk.h"
#include "ui/editor/words/note_entry.h"
#include "ui/editor/words/words_form.h"
#include "ui/expression/expression_dialog.h"
#include "ui/lesson/diagram_page.h"
#include "ui/lesson/return_bar.h"
#include "ui/library/library_panel.h"
#include "ui/library/topics.h"
#include "ui/main_window/blank_screen.h"
#include "ui/main_window/export_menu.h"
#include "ui/main_window/first_size.h"
#include "ui/main_window/key_places.h"
#include "ui/main_window/own_entries.h"
#include "ui/main_window/panel_room.h"
#include "ui/main_window/training_sign.h"
#include "ui/session/graph_session.h"
#include "ui/theme/focus_ring.h"
#include "ui/theme/plain_texts.h"
#include "ui/theme/text_role.h"
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
    , m_documents(new Documents(m_diagram->session(), *m_message, *this))
    , m_blank(new BlankScreen(this))
    , m_diagramActions(new QActionGroup(this))
{
    new PlainTexts(this);
    new FocusRing(this);
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
    connect(m_documents, &Documents::aboutToShow, this, &MainWindow::showDiagram);
    connect(m_documents, &Documents::aboutToSettle, this, &MainWindow::takeTyped);
    connect(m_documents, &Documents::nothingLeft, this, [this] { m_diagram->open(*demo(firstDemo, miniBatch())); });
    connect(&m_documents->graphs(), &OpenGraphs::changed, this, &MainWindow::showOpen);
    connect(&m_diagram->session(), &GraphSession::documentChanged, this, [this] {
        m_diagram->returnBar().say({});
        m_back->setEnabled(false);
    });
    m_theme->dress();
    restoreLayout();
    m_panelRoom = new PanelRoom(m_diagram->view(), { m_libraryDock, m_sideDock }, this);
    connect(&m_diagram->session(), &GraphSession::documentChanged, this, &MainWindow::makeRoom);
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
    connect(m_library, &LibraryPanel::closeRequested, m_documents, &Documents::close);
}

void MainWindow::showPanel(int index)
{
    if (m_sideDock->isHidden())
        m_sideDock->toggleViewAction()->trigger(); // asked for, it stays
    if (m_presentation->isChecked())
        resizeDocks({ m_sideDock }, { qRound(sideWidth * presentedScale) }, Qt::Horizontal);
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
    m_documents->graphs().restore();
    const auto opens = [this](const QString &what) {
        return openDemo(what) || (QFileInfo(what).isAbsolute() && m_documents->open(what));
    };
    const bool asked = !demoOrFile.isEmpty();
    if (!asked || !opens(demoOrFile)) {
        const QString last = QSettings().value(documentKey).toString();
        const bool isElsewhere = QFileInfo(last).isAbsolute() && !m_documents->graphs().find(last); // in another window
        if (isElsewhere || !opens(last))
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
    else if (m_documents->graphs().find(id))
        m_documents->choose(id);
    else if (QFileInfo(id).isAbsolute())
        m_documents->open(id);
    else
        openDemo(id);
    markOpen();
    if (m_presentation->isChecked())
        m_libraryDock->hide(); // it was there to be searched
}

void MainWindow::openBeside(int by)
{
    QStringList ids = m_library->ids();
    ids.removeOne(trainingId); // another room
    const qsizetype shown = ids.indexOf(keyOfShown());
    if (shown >= 0 && shown + by >= 0 && shown + by < ids.size())
        openEntry(ids[shown + by]);
}

void MainWindow::showDocument(const GraphDocument &document)
{
    showDiagram();
    m_diagram->open(document);
}

// The words that somebody is about to finish.
void MainWindow::takeTyped()
{
    m_diagram->words().take();
    m_diagram->editDesk().note().take();
}

void MainWindow::showDiagram()
{
    takeTyped();
    showPage(m_diagram);
    m_diagram->setFocus();
}

// Which graphs are open, in the library, and which of them is on screen, in the title too.
void MainWindow::showOpen()
{
    m_library->setOwn(tr("YOUR GRAPHS"), ownEntries(m_documents->graphs()));
    updateTitle();
    markOpen();
}

void MainWindow::markOpen()
{
    m_library->setCurrent(m_pages->currentWidget() == m_training ? trainingId : keyOfShown());
}

// Of the library's entry that it is.
QString MainWindow::keyOfShown() const
{
    const OpenGraph &shown = m_documents->graphs().shown();
    return shown.isOwn() ? shown.key() : shown.state()->document.id;
}

void MainWindow::showTrainingsNet(const GraphDocument &document)
{
    showDocument(document);
    const QString words = m_training->finished() ? tr("The training has ended. This is its net: %1.")
                                                 : tr("The training is paused. This is its net: %1.");
    m_diagram->returnBar().say(words.arg(document.title));
    m_back->setEnabled(true);
}

void MainWindow::typeExpression()
{
    const bool seen = m_pages->currentWidget() == m_diagram;
    ExpressionDialog dialog(seen ? expressionToEdit(m_diagram->session().document()) : QString(), this);
    if (dialog.exec() == QDialog::Accepted && dialog.document())
        m_documents->openTyped(*dialog.document());
}

void MainWindow::keepUnsavedWork()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + u"/unsaved"_s;
    auto *recovery = new Recovery(*m_documents, *m_message, folder);
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
    markOpen();
    m_training->setFocus();
}

void MainWindow::showPage(QWidget *page)
{
    const bool diagram = page == m_diagram;
    if (!diagram)
        m_diagram->timeline().setPlaying(false);
    if (page != m_pages->currentWidget() && !m_presentation->isChecked()) {
        if (!diagram) {
            m_panelRoom->giveBack();
            m_sideWanted = !m_sideDock->isHidden();
        }
        m_sideDock->setVisible(diagram && m_sideWanted);
    }
    m_pages->setCurrentWidget(page);
    m_diagramActions->setEnabled(diagram);
    if (m_training) {
        m_training->commands().setEnabled(!diagram);
        m_sign->show();
    }
    updateTitle();
}

void MainWindow::updateTitle()
{
    const bool diagram = m_pages->currentWidget() == m_diagram && m_diagram->session().isOpen();
    const OpenGraph &shown = m_documents->graphs().shown();
    setWindowFilePath(diagram ? shown.path() : QString());
    const QString name = (diagram ? shown.name() : tr("Training desk")).replace(u"[*]"_s, u"[*][*]"_s); // called so
    setWindowTitle(tr("%1[*] — Chainrule").arg(name));
    setWindowModified(diagram && shown.isModified());
}

void MainWindow::setPresentation(bool on)
{
    takeTyped();
    m_presentation->setChecked(on);
    if (on) {
        m_panelRoom->giveBack();
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
    makeRoom();
    m_diagram->view().fit();
}

void MainWindow::makeRoom()
{
    if (isVisible() && m_pages->currentWidget() == m_diagram && m_diagram->session().isOpen() && !m_presentation->isChecked())
        m_panelRoom->make();
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    makeRoom();
}

void MainWindow::showEvent(QShowEvent *event)
{
    QMainWindow::showEvent(event);
    makeRoom();
}

void MainWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && m_presentation->isChecked())
        setPresentation(false);
    else if (!triggerByPlace(*this, *event))
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
    if (!m_documents->mayQuit())
        return event->ignore();
    if (m_presentation->isChecked())
        setPresentation(false);
    QSettings settings;
    settings.setValue(deskKey, m_pages->currentWidget() == m_training);
    showPage(m_diagram); // The side panel, which the desk hides, is part of the layout that is kept
    m_panelRoom->giveBack();
    settings.setValue(geometryKey, saveGeometry());
    const QString &path = m_documents->graphs().shown().path();
    settings.setValue(documentKey, path.isEmpty() ? m_diagram->session().document().id : path);
    settings.setValue(docksKey, saveState(docksVersion));
    QMainWindow::closeEvent(event);
}

} // namespace chainrule
