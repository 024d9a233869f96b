// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/filter_field.h"

namespace chainrule {

FilterField::FilterField(const QString &placeholder, const QString &name, QWidget *parent)
    : QLineEdit(parent)
{
    setPlaceholderText(placeholder);
    setAccessibleName(name);
    // Not before there is something to clear: its icon is looked for in all icon themes, which the first window would wait for.
    connect(this, &QLineEdit::textChanged, this, [this] { setClearButtonEnabled(true); });
}

} // namespace chainrule
