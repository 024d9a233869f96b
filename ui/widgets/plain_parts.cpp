// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/plain_parts.h"

#include <QtWidgets/QFrame>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTabBar>

using namespace Qt::StringLiterals;

namespace chainrule {

QPushButton *plainButton(const QString &text, const char *name)
{
    auto *button = new QPushButton(text);
    button->setObjectName(QLatin1String(name));
    button->setAutoDefault(false); // in a dialog, Enter is for another one
    return button;
}

QTabBar *plainTabs(const QString &accessibleName)
{
    auto *tabs = new QTabBar;
    tabs->setDrawBase(false);
    tabs->setExpanding(false);
    tabs->setUsesScrollButtons(false);
    tabs->setAccessibleName(accessibleName);
    return tabs;
}

QFrame *hairline()
{
    auto *line = new QFrame;
    line->setObjectName(u"hairline"_s);
    return line;
}

} // namespace chainrule
