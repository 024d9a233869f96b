// SPDX-License-Identifier: GPL-3.0-or-later
// How a row of the numbers looks: values blue, gradients vermillion, the node in action bold; all digits of a number
// where they find room.
#pragma once

#include <QtWidgets/QStyledItemDelegate>

namespace chainrule {

class NumbersDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;
};

} // namespace chainrule
