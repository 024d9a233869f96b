// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/numbers/numbers_delegate.h"

#include "ui/numbers/numbers_model.h"
#include "ui/theme/theme.h"

namespace chainrule {

void NumbersDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const Theme theme = Theme::of(option->palette);
    QColor color = theme.text;
    switch (index.column()) {
    case NumbersModel::Value:
        color = index.data(NumbersModel::LackRole).toBool() ? theme.mutedText : theme.forward;
        break;
    case NumbersModel::Gradient:
    case NumbersModel::Numerical:
        color = theme.backward;
        break;
    case NumbersModel::Difference:
        color = option->text.startsWith(QChar(u'✗')) ? theme.bad : theme.good;
        break;
    case NumbersModel::Operation:
    case NumbersModel::Shape:
        color = theme.mutedText;
        break;
    default:
        break;
    }
    option->palette.setColor(QPalette::Text, color);
    option->palette.setColor(QPalette::HighlightedText, color);
    option->palette.setColor(QPalette::Highlight, theme.accentTint);
    if (index.data(NumbersModel::ActingRole).toBool())
        option->font.setWeight(QFont::Bold);
    constexpr int margins = 8;
    if (option->rect.isValid() && option->fontMetrics.horizontalAdvance(option->text) > option->rect.width() - margins)
        option->text = index.data(NumbersModel::ShortRole).toString();
    option->state &= ~QStyle::State_HasFocus; // a whole row is selected, not a cell
}

} // namespace chainrule
