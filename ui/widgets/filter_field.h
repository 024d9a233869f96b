// SPDX-License-Identifier: GPL-3.0-or-later
// A line in which is typed what a list is to be narrowed to.
#pragma once

#include <QtWidgets/QLineEdit>

namespace chainrule {

class FilterField final : public QLineEdit
{
    Q_OBJECT

public:
    // `placeholder`: what it says while it is empty. `name`: for screen readers.
    FilterField(const QString &placeholder, const QString &name, QWidget *parent = nullptr);
};

} // namespace chainrule
