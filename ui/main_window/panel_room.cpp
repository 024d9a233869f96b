// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/panel_room.h"

#include "ui/diagram/diagram_view.h"

#include <QtGui/QAction>
#include <QtWidgets/QDockWidget>
#include <QtWidgets/QMainWindow>
#include <QtWidgets/QStyle>

#include <utility>

namespace chainrule {

PanelRoom::PanelRoom(DiagramView &view, const QList<QDockWidget *> &panels, QObject *parent)
    : QObject(parent)
    , m_view(view)
{
    for (QDockWidget *dock : panels)
        m_panels.append({ dock, dock->width() });
    for (Panel &panel : m_panels)
        connect(panel.dock->toggleViewAction(), &QAction::triggered, this, [&panel] {
            panel.isTheirs = true;
            panel.isAway = false;
        });
}

int PanelRoom::widthBeside(qsizetype away) const
{
    int width = m_view.window()->width();
    for (qsizetype i = 0; i < m_panels.size(); ++i) {
        const Panel &panel = m_panels[i];
        const bool mayGo = !panel.isTheirs && !panel.dock->isFloating();
        const bool isThere = panel.isAway || !panel.dock->isHidden();
        if (isThere && !panel.dock->isFloating() && (i >= away || !mayGo))
            width -= panel.width + m_view.style()->pixelMetric(QStyle::PM_DockWidgetSeparatorExtent, nullptr, &m_view);
    }
    return width;
}

void PanelRoom::make()
{
    for (Panel &panel : m_panels)
        if (!panel.dock->isHidden() && panel.dock->isVisible() && !panel.dock->isFloating())
            panel.width = panel.dock->width();
    // As few as will do; where nothing helps, none.
    qsizetype away = 0;
    while (away <= m_panels.size() && !m_view.isWholeIn({ widthBeside(away), m_view.viewport()->height() }))
        ++away;
    if (away > m_panels.size())
        away = 0;
    for (qsizetype i = 0; i < m_panels.size(); ++i) {
        Panel &panel = m_panels[i];
        const bool goes = i < away;
        if (panel.isTheirs || panel.dock->isFloating() || goes == panel.isAway || (goes && panel.dock->isHidden()))
            continue;
        panel.isAway = goes;
        panel.dock->setVisible(!goes);
    }
}

void PanelRoom::giveBack()
{
    for (Panel &panel : m_panels)
        if (std::exchange(panel.isAway, false))
            panel.dock->show();
}

} // namespace chainrule
