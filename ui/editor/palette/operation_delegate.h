// SPDX-License-Identifier: GPL-3.0-or-later
// How an operation looks in a list: its symbol as in its circle, then its name.
#pragma once

#include "ui/editor/palette/operation_list.h"

#include <QtWidgets/QStyledItemDelegate>

class QListWidgetItem;

namespace chainrule {

class OperationDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    static constexpr int rowHeight = 28;
    static constexpr int idRole = Qt::UserRole;
    static constexpr int symbolRole = Qt::UserRole + 1;
    static QListWidgetItem *item(const OperationEntry &entry);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace chainrule
