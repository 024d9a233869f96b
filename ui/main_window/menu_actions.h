// SPDX-License-Identifier: GPL-3.0-or-later
// A menu's entries that are a text, some keys, and what they do.
#pragma once

#include <QtCore/QList>
#include <QtGui/QAction>
#include <QtWidgets/QMenu>

namespace chainrule {

class MenuActions final
{
public:
    // What they do ends with `context`.
    MenuActions(QMenu &menu, QObject &context)
        : m_menu(menu)
        , m_context(context)
    {
    }

    template <class Does> void add(const QString &text, const QList<QKeySequence> &keys, Does does)
    {
        QAction *action = m_menu.addAction(text);
        action->setShortcuts(keys);
        QObject::connect(action, &QAction::triggered, &m_context, does);
        m_all.append(action);
    }

    const QList<QAction *> &all() const { return m_all; }

private:
    QMenu &m_menu;
    QObject &m_context;
    QList<QAction *> m_all;
};

} // namespace chainrule
