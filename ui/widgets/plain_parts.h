// SPDX-License-Identifier: GPL-3.0-or-later
// Buttons, tabs and lines as they are in every panel. The object's name is for tests.
#pragma once

#include <QtCore/QString>

class QFrame;
class QPushButton;
class QTabBar;

namespace chainrule {

QPushButton *plainButton(const QString &text, const char *name = "");
QTabBar *plainTabs(const QString &accessibleName);
QFrame *hairline();

} // namespace chainrule
