// SPDX-License-Identifier: GPL-3.0-or-later
// MainWindow's menus: what each has, its keys, and which of them are the diagram's.
#include "ui/diagram/diagram_view.h"
#include "ui/documents/documents.h"
#include "ui/editor/edit_actions.h"
#include "ui/lesson/diagram_page.h"
#include "ui/lesson/return_bar.h"
#include "ui/library/library_panel.h"
#include "ui/main_window/blank_screen.h"
#include "ui/main_window/export_menu.h"
#include "ui/main_window/help_menu.h"
#include "ui/main_window/main_window.h"
#include "ui/main_window/step_actions.h"
#include "ui/main_window/view_actions.h"
#include "ui/session/graph_session.h"
#include "ui/theme/theme_switch.h"
#include "ui/widgets/side_panel.h"

#include <QtGui/QActionGroup>
#include <QtGui/QUndoGroup>
#include <QtWidgets/QDockWidget>
#include <QtWidgets/QMenuBar>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

// An entry that says what it would do, with its key; an ampersand in that is none for a key.
void nameIt(QAction *action, const QString &does, const QString &what)
{
    action->setText((does + u' ' + QString(what).replace(u'&', u"&&"_s)).trimmed());
}

} // namespace

void MainWindow::buildMenus()
{
    m_diagramActions->setExclusionPolicy(QActionGroup::ExclusionPolicy::None);
    buildFileMenu();
    buildEditMenu();
    buildViewMenu();
    buildRunMenu();
    addHelp(*menuBar()->addMenu(tr("&Help")), *this);
}

QAction *MainWindow::addAction(QMenu &menu, const QString &text, const QList<QKeySequence> &keys, std::function<void()> does)
{
    QAction *action = menu.addAction(text);
    action->setShortcuts(keys);
    connect(action, &QAction::triggered, this, std::move(does));
    QWidget::addAction(action); // the keys work in a presentation too, where the menu bar is hidden
    return action;
}

void MainWindow::addStepAction(QMenu &menu, const QString &text, const QList<QKeySequence> &keys, std::function<void()> does)
{
    shareKeys({ addAction(menu, text, keys, std::move(does)) });
}

void MainWindow::buildFileMenu()
{
    QMenu &menu = *menuBar()->addMenu(tr("&File"));
    for (QAction *saves : m_documents->addTo(menu))
        m_diagramActions->addAction(saves); // at the desk nobody sees what would be saved
    addAction(menu, tr("From e&xpression…"), { QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E) }, [this] { typeExpression(); });
    menu.addSeparator();
    addAction(menu, tr("&Find a graph"), QKeySequence::keyBindings(QKeySequence::Find), [this] {
        m_libraryDock->show();
        m_library->focusFilter();
    });
    menu.addSeparator();
    menu.addActions(m_exports->fileActions());
    shareKeys(m_exports->fileActions());
    menu.addSeparator();
    addAction(menu, tr("&Quit"), { QKeySequence(Qt::CTRL | Qt::Key_Q) }, [this] { close(); });
}

void MainWindow::buildEditMenu()
{
    QMenu &menu = *menuBar()->addMenu(tr("&Edit"));
    QUndoGroup &group = m_diagram->session().undo();
    QAction *undo = group.createUndoAction(this, tr("&Undo"));
    undo->setShortcuts(QKeySequence::Undo);
    QAction *redo = group.createRedoAction(this, tr("&Redo"));
    redo->setShortcuts(QKeySequence::Redo);
    connect(&group, &QUndoGroup::undoTextChanged, undo, [undo](const QString &what) { nameIt(undo, tr("&Undo"), what); });
    connect(&group, &QUndoGroup::redoTextChanged, redo, [redo](const QString &what) { nameIt(redo, tr("&Redo"), what); });
    menu.addActions({ undo, redo });
    for (QAction *action : { undo, redo }) // what is not seen is not undone
        m_diagramActions->addAction(action);
    menu.addSeparator();
    menu.addActions(m_exports->editActions());
    shareKeys(m_exports->editActions());
    menu.addSeparator();
    addStepAction(menu, tr("Change the &value"), { QKeySequence(Qt::Key_F2) }, [this] { m_diagram->editSelected(); });
    addStepAction(menu, tr("&Title, question and answer"), { QKeySequence(Qt::CTRL | Qt::Key_T) },
                  [this] { m_diagram->editWords(); });
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
    shareKeys(addZoom(menu, m_diagram->view()));
    menu.addAction(m_edit->snap());
    menu.addSeparator();
    m_theme->addTo(*menu.addMenu(tr("&Theme")));
    addAnimation(menu, m_diagram->motion());
    m_presentation = addAction(menu, tr("&Presentation"), { QKeySequence(Qt::Key_F5), QKeySequence(Qt::Key_F11) },
                               [this] { setPresentation(m_presentation->isChecked()); });
    m_presentation->setCheckable(true);
    connect(m_presentation, &QAction::toggled, m_edit->toggle(),
            &QAction::setDisabled); // its letters mean something else there
    const auto blank = [this, &menu](const QString &text, const QList<QKeySequence> &keys, const QColor &colour) {
        QAction *action = addAction(menu, text, keys, [this, colour] { m_blank->cover(colour); });
        action->setEnabled(false); // to letters that mean something else on the canvas
        connect(m_presentation, &QAction::toggled, action, &QAction::setEnabled);
    };
    blank(tr("&Black screen"), { QKeySequence(Qt::Key_B), QKeySequence(Qt::Key_Period) }, Qt::black);
    blank(tr("&White screen"), { QKeySequence(Qt::Key_W) }, Qt::white);
}

void MainWindow::buildRunMenu()
{
    m_runMenu = menuBar()->addMenu(tr("&Run"));
    QMenu &menu = *m_runMenu;
    shareKeys(addSteps(menu, *m_diagram, [this](int by) { openBeside(by); }));
    menu.addSeparator();
    m_back = addAction(menu, tr("Back to &training"), QKeySequence::keyBindings(QKeySequence::Back), [this] { openData({}); });
    m_back->setEnabled(false);
    connect(&m_diagram->returnBar(), &ReturnBar::returnRequested, m_back, &QAction::trigger);
}

// What is about the diagram: the keys work in a presentation too, and not at the training desk.
void MainWindow::shareKeys(const QList<QAction *> &actions)
{
    addActions(actions);
    for (QAction *action : actions)
        m_diagramActions->addAction(action);
}

} // namespace chainrule
