// SPDX-License-Identifier: GPL-3.0-or-later
// The panels at the right of the diagram, one at a time, with their tabs as the title of the dock.
#pragma once

#include <QtWidgets/QWidget>

class QStackedWidget;
class QTabBar;

namespace chainrule {

class SidePanel final : public QWidget
{
    Q_OBJECT

public:
    explicit SidePanel(QWidget *parent = nullptr);

    void addPanel(const QString &title, QWidget *panel);
    int count() const;
    QString title(int index) const;
    int current() const;
    void setCurrent(int index);
    void setCurrent(QWidget *panel);
    // The tabs, to be the dock's title: what is beside them is the handle to move it by.
    QWidget &titleBar() const { return *m_titleBar; }

Q_SIGNALS:
    void currentChanged(int index);

private:
    QWidget *m_titleBar;
    QTabBar *m_tabs;
    QStackedWidget *m_panels;
};

} // namespace chainrule
