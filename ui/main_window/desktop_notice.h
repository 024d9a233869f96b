// SPDX-License-Identifier: GPL-3.0-or-later
// A few words from the desktop itself, for who looks at another window.
#pragma once

#include <QtCore/QString>

class QWidget;

namespace chainrule {

// Asks the desktop's notification service, and marks the window in the task bar. Where there is no service, the mark is all.
// `what` and `more` are plain text.
void noticeOnDesktop(QWidget &window, const QString &what, const QString &more);

} // namespace chainrule
