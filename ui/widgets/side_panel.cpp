// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/side_panel.h"

#include "ui/theme/theme.h"
#include "ui/widgets/plain_parts.h"

#include <QtWidgets/QFrame>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QTabBar>

#include <memory>
#include <utility>

using namespace Qt::StringLiterals;

namespace chainrule {

SidePanel::SidePanel(QWidget *parent)
    : QWidget(parent)
    , m_titleBar(new QFrame(this))
    , m_tabs(plainTabs(tr("Panels")))
    , m_panels(new QStackedWidget(this))
{
    m_titleBar->setObjectName(u"dockBar"_s);
    m_tabs->setFocusPolicy(Qt::TabFocus);
    auto *title = new QHBoxLayout(m_titleBar);
    title->setContentsMargins(2 * Size::grid, Size::grid, 0, 0);
    title->addWidget(m_tabs);
    title->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_panels);
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int index) {
        panel(index);
        m_panels->setCurrentIndex(index);
    });
    connect(m_tabs, &QTabBar::currentChanged, this, &SidePanel::currentChanged);
}

void SidePanel::addPanel(const QString &title, Make make)
{
    m_places.push_back({ std::move(make), new QWidget(m_panels) });
    m_panels->addWidget(m_places.back().widget);
    m_tabs->addTab(title);
}

QWidget &SidePanel::panel(int index)
{
    Place &place = m_places.at(std::size_t(index));
    if (const Make make = std::exchange(place.make, nullptr)) {
        const std::unique_ptr<QWidget> empty(std::exchange(place.widget, make(this)));
        m_panels->insertWidget(index, place.widget);
        m_panels->removeWidget(empty.get());
    }
    return *place.widget;
}

int SidePanel::count() const
{
    return m_tabs->count();
}

QString SidePanel::title(int index) const
{
    return m_tabs->tabText(index);
}

int SidePanel::current() const
{
    return m_tabs->currentIndex();
}

void SidePanel::setCurrent(int index)
{
    m_tabs->setCurrentIndex(index);
}

} // namespace chainrule
