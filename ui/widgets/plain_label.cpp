// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/plain_label.h"

#include <QtWidgets/QLabel>

namespace chainrule {

QLabel *plainLabel(TextRole role, const QString &text, const char *name)
{
    auto *label = new QLabel(text);
    setRole(*label, role);
    label->setTextFormat(Qt::PlainText);
    label->setObjectName(QLatin1String(name));
    return label;
}

QLabel *wrappingLabel(TextRole role, const QString &text, const char *name)
{
    QLabel *label = plainLabel(role, text, name);
    label->setWordWrap(true);
    return label;
}

void sayOrHide(QLabel &label, const QString &text)
{
    label.setText(text);
    label.setVisible(!text.isEmpty());
}

} // namespace chainrule
