// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/palette/operation_delegate.h"

#include "ui/theme/text_role.h"
#include "ui/theme/theme.h"

#include <QtGui/QPainter>
#include <QtWidgets/QListWidget>

namespace chainrule {

namespace {

constexpr int symbolWidth = 48;
constexpr int corner = 6;

// As large as it finds room in one column.
QFont symbolFont(QFont font, const QString &symbol)
{
    font.setPixelSize(Size::value);
    font.setWeight(QFont::Medium);
    const int width = QFontMetrics(font).horizontalAdvance(symbol);
    constexpr int room = symbolWidth - Size::grid;
    if (width > room)
        font.setPixelSize(std::max(Size::note, Size::value * room / width));
    return font;
}

} // namespace

QListWidgetItem *OperationDelegate::item(const OperationEntry &entry)
{
    auto *item = new QListWidgetItem(entry.name);
    item->setData(idRole, entry.node.op);
    item->setData(symbolRole, entry.symbol);
    item->setToolTip(entry.sentence);
    return item;
}

void OperationDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme theme = Theme::of(option.widget->window()->palette()); // the list itself is transparent
    const bool chosen = option.state & QStyle::State_Selected;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (chosen || option.state & QStyle::State_MouseOver) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(theme.accentTint);
        painter->drawRoundedRect(option.rect, corner, corner);
    }
    const QString symbol = index.data(symbolRole).toString();
    const QRect left(option.rect.left(), option.rect.top(), symbolWidth, option.rect.height());
    const QRect right = option.rect.adjusted(symbolWidth + Size::grid / 2, 0, -Size::grid / 2, 0);
    painter->setPen(chosen ? theme.accent : theme.mutedText);
    painter->setFont(symbolFont(option.font, symbol));
    // A word that finds no room even so says the same as the name beside it.
    if (painter->fontMetrics().horizontalAdvance(symbol) <= symbolWidth)
        painter->drawText(left, Qt::AlignCenter, symbol);
    painter->setFont(roleFont(TextRole::Body, option.font));
    painter->setPen(chosen ? theme.accent : theme.text);
    painter->drawText(right, Qt::AlignVCenter | Qt::AlignLeft,
                      painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, right.width()));
    painter->restore();
}

QSize OperationDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return { symbolWidth, rowHeight };
}

} // namespace chainrule
