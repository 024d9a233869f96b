// SPDX-License-Identifier: GPL-3.0-or-later
// The panels at the right of the diagram, one at a time, with their tabs as the title of the dock.
#pragma once

#include <QtWidgets/QWidget>

#include <functional>
#include <vector>

class QStackedWidget;
class QTabBar;

namespace chainrule {

class SidePanel final : public QWidget
{
    Q_OBJECT

public:
    explicit SidePanel(QWidget *parent = nullptr);

    // The panel is made when it is first shown or asked for.
    using Make = std::function<QWidget *(SidePanel *parent)>;
    void addPanel(const QString &title, Make make);
    QWidget &panel(int index);
    int count() const;
    QString title(int index) const;
    int current() const;
    void setCurrent(int index);
    // The tabs, to be the dock's title: what is beside them is the handle to move it by.
    QWidget &titleBar() const { return *m_titleBar; }

Q_SIGNALS:
    void currentChanged(int index);

private:
    QWidget *m_titleBar;
    QTabBar *m_tabs;
    QStackedWidget *m_panels;

    struct Place
    {
        Make make;
        QWidget *widget; // empty until the panel is made
    };
    std::vector<Place> m_places;
};

} // namespace chainrule
