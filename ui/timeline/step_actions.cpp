// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/step_actions.h"

#include "ui/diagram/diagram_page.h"
#include "ui/diagram/graph_session.h"
#include "ui/timeline/timeline_bar.h"

#include <QtCore/QCoreApplication>
#include <QtGui/QAction>
#include <QtWidgets/QMenu>

namespace chainrule {

namespace {

struct StepWords
{
    Q_DECLARE_TR_FUNCTIONS(Steps)
};

} // namespace

QList<QAction *> addSteps(QMenu &menu, DiagramPage &page)
{
    QList<QAction *> actions;
    const auto add = [&](const QString &text, const QList<QKeySequence> &keys, auto does) {
        QAction *action = menu.addAction(text);
        action->setShortcuts(keys);
        QObject::connect(action, &QAction::triggered, &page, does);
        actions.append(action);
    };
    GraphSession &session = page.session();
    add(StepWords::tr("&Forward one step"), { Qt::Key_Right, Qt::Key_PageDown }, [&session] { session.next(); });
    add(StepWords::tr("&Back one step"), { Qt::Key_Left, Qt::Key_PageUp }, [&session] { session.previous(); });
    add(StepWords::tr("F&irst step"), { Qt::Key_Home }, [&session] { session.setPosition(0); });
    add(StepWords::tr("&Last step"), { Qt::Key_End }, [&session] { session.setPosition(session.count()); });
    add(StepWords::tr("First &gradient"), { Qt::Key_G }, [&page] { page.goToFirstGradient(); });
    menu.addSeparator();
    add(StepWords::tr("&Play or pause"), { Qt::Key_Space }, [&page] { page.timeline().togglePlaying(); });
    return actions;
}

} // namespace chainrule
