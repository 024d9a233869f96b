// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/side_panel.h"

#include "ui/theme/theme.h"
#include "ui/widgets/plain_parts.h"

#include <QtWidgets/QFrame>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QTabBar>

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
    connect(m_tabs, &QTabBar::currentChanged, m_panels, &QStackedWidget::setCurrentIndex);
    connect(m_tabs, &QTabBar::currentChanged, this, &SidePanel::currentChanged);
}

void SidePanel::addPanel(const QString &title, QWidget *panel)
{
    m_panels->addWidget(panel);
    m_tabs->addTab(title);
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

void SidePanel::setCurrent(QWidget *panel)
{
    m_tabs->setCurrentIndex(m_panels->indexOf(panel));
}

} // namespace chainrule
