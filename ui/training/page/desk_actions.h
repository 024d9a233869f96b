// SPDX-License-Identifier: GPL-3.0-or-later
// What the desk's buttons do, as actions for a menu, with keys.
#pragma once

#include <QtCore/QHash>
#include <QtGui/QActionGroup>

class QAbstractButton;

namespace chainrule {

// Each action follows its button, and presses it, be it on screen or not. Enabled as a group while the desk is shown.
class DeskActions final : public QActionGroup
{
    Q_OBJECT

public:
    explicit DeskActions(QObject *parent);

    void add(QAbstractButton *button, const QString &text, const char *name, const QList<QKeySequence> &keys = {});

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QHash<QObject *, QAction *> m_actions; // by their buttons
};

} // namespace chainrule
