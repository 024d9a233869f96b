// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/page/desk_actions.h"

#include <QtCore/QEvent>
#include <QtWidgets/QAbstractButton>

namespace chainrule {

DeskActions::DeskActions(QObject *parent)
    : QActionGroup(parent)
{
    setExclusionPolicy(ExclusionPolicy::None);
}

void DeskActions::add(QAbstractButton *button, const QString &text, const char *name, const QList<QKeySequence> &keys)
{
    auto *action = new QAction(text, this);
    action->setObjectName(QLatin1String(name));
    action->setShortcuts(keys);
    action->setEnabled(button->isEnabled());
    connect(action, &QAction::triggered, button, &QAbstractButton::click);
    m_actions.insert(button, action);
    button->installEventFilter(this);
    addAction(action);
}

bool DeskActions::eventFilter(QObject *watched, QEvent *event)
{
    QAction *action = event->type() == QEvent::EnabledChange ? m_actions.value(watched) : nullptr;
    if (action)
        action->setEnabled(static_cast<QAbstractButton *>(watched)->isEnabled());
    return QActionGroup::eventFilter(watched, event);
}

} // namespace chainrule
