// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/step_actions.h"

#include "ui/lesson/diagram_page.h"
#include "ui/main_window/menu_actions.h"
#include "ui/session/graph_session.h"
#include "ui/timeline/timeline_bar.h"

#include <QtCore/QCoreApplication>

namespace chainrule {

namespace {

struct StepWords
{
    Q_DECLARE_TR_FUNCTIONS(Steps)
};

} // namespace

QList<QAction *> addSteps(QMenu &menu, DiagramPage &page)
{
    MenuActions actions(menu, page);
    GraphSession &session = page.session();
    actions.add(StepWords::tr("&Forward one step"), { Qt::Key_Right, Qt::Key_PageDown }, [&session] { session.next(); });
    actions.add(StepWords::tr("&Back one step"), { Qt::Key_Left, Qt::Key_PageUp }, [&session] { session.previous(); });
    actions.add(StepWords::tr("F&irst step"), { Qt::Key_Home }, [&session] { session.setPosition(0); });
    actions.add(StepWords::tr("&Last step"), { Qt::Key_End }, [&session] { session.setPosition(session.count()); });
    actions.add(StepWords::tr("First &gradient"), { Qt::Key_G }, [&page] { page.goToFirstGradient(); });
    menu.addSeparator();
    actions.add(StepWords::tr("&Play or pause"), { Qt::Key_Space }, [&page] { page.timeline().togglePlaying(); });
    return actions.all();
}

} // namespace chainrule
