// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/read_aloud.h"

#include <QtGui/QAccessible>
#include <QtWidgets/QWidget>

namespace chainrule {

void readAloud(QWidget &label, [[maybe_unused]] const QString &words)
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    QAccessibleAnnouncementEvent event(&label, words);
#else
    QAccessibleEvent event(&label, QAccessible::NameChanged);
#endif
    QAccessible::updateAccessibility(&event);
}

} // namespace chainrule
