// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/plain_label.h"

#include <QtWidgets/QLabel>

namespace chainrule {

QLabel *plainLabel(const char *role, const QString &text, const char *name)
{
    auto *label = new QLabel(text);
    label->setProperty("role", QLatin1String(role));
    label->setTextFormat(Qt::PlainText);
    label->setObjectName(QLatin1String(name));
    return label;
}

} // namespace chainrule
