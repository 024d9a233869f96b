// SPDX-License-Identifier: GPL-3.0-or-later
// Puts panels away while a small window has no room for a whole picture beside them, and brings them back when it has.
#pragma once

#include <QtCore/QObject>
#include <QtCore/QSet>

#include <functional>

class QDockWidget;

namespace chainrule {

class DiagramView;

// The one owner of which panels are away by itself. A panel that a person has shown or hidden is theirs from then on.
class PanelRoom final : public QObject
{
    Q_OBJECT

public:
    // The first panel goes first.
    PanelRoom(DiagramView &view, const QList<QDockWidget *> &panels, QObject *parent);

    // For the graph and the window as they are now.
    void make();
    // All that it has put away.
    void giveBack();

private:
    int widthBeside(qsizetype away) const; // of the picture, when so many panels are away

    struct Panel
    {
        QDockWidget *dock;
        int width;
        bool isAway = false;
        bool isTheirs = false;
    };

    DiagramView &m_view;
    QList<Panel> m_panels;
};

} // namespace chainrule
