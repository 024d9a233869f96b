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

QList<QAction *> addSteps(QMenu &menu, DiagramPage &page, const std::function<void(int)> &go)
{
    MenuActions actions(menu, page);
    GraphSession &session = page.session();
    const auto isOver = [&session] { return session.isAtEnd() && (session.isAnswered() || !session.hasAnswer()); };
    const auto forward = [&session] { session.next(); };
    const auto back = [&session] { session.previous(); };
    actions.add(StepWords::tr("&Forward one step"), { Qt::Key_Right }, forward);
    actions.add(StepWords::tr("&Back one step"), { Qt::Key_Left }, back);
    actions.add(StepWords::tr("F&irst step"), { Qt::Key_Home }, [&session] { session.setPosition(0); });
    actions.add(StepWords::tr("&Last step"), { Qt::Key_End }, [&session] { session.setPosition(session.count()); });
    actions.add(StepWords::tr("First &gradient"), { Qt::Key_G }, [&page] { page.goToFirstGradient(); });
    menu.addSeparator();
    // The keys of a clicker: whoever has only these comes through the whole library.
    actions.add(StepWords::tr("Forward, and on to the &next graph"), { Qt::Key_PageDown },
                [isOver, forward, go] { isOver() ? go(1) : forward(); });
    actions.add(StepWords::tr("Back, and to the graph &before"), { Qt::Key_PageUp },
                [&session, back, go] { session.position() == 0 ? go(-1) : back(); });
    menu.addSeparator();
    actions.add(StepWords::tr("&Play or pause"), { Qt::Key_Space }, [&page] { page.timeline().togglePlaying(); });
    return actions.all();
}

} // namespace chainrule
