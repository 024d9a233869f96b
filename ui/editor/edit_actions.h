// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done to the graph, as menu entries with their keys: in the Edit menu, and on the canvas for what is there.
#pragma once

#include <QtCore/QList>
#include <QtCore/QObject>
#include <QtGui/QKeySequence>

#include <functional>

class QAction;
class QMenu;
class QWidget;

namespace chainrule {

class EditDesk;

class EditActions final : public QObject
{
    Q_OBJECT

public:
    // Keys but for the switch itself work while `canvas` or something in it has the focus: elsewhere they mean other things.
    EditActions(EditDesk &desk, QWidget &canvas, QObject *parent);

    // The switch, and beneath it all that works while it is on.
    void addTo(QMenu &menu);
    QAction *toggle() const { return m_toggle; }
    QAction *snap() const { return m_snap; }
    QList<QAction *> all() const;

    // What the keys do, for Help.
    static QString keys();

private:
    QAction *make(const QString &text, const QList<QKeySequence> &keys, std::function<void()> does);
    void makeNodes();
    void makeClipboard();
    void makeGroups();
    void makeAlignments();
    void popUp(const QPoint &position);
    void setOn(bool on);

    EditDesk &m_desk;
    QWidget &m_canvas;
    QAction *m_toggle;
    QAction *m_snap;
    QMenu *m_align;
    QList<QAction *> m_actions; // of the mode; separators are nullptr
};

} // namespace chainrule
