// SPDX-License-Identifier: GPL-3.0-or-later
// The line in which a cell's number is typed; what cannot be read stays in it, with the reason.
#pragma once

#include <QtWidgets/QStyledItemDelegate>

namespace chainrule {

class NumberDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

Q_SIGNALS:
    void refused(const QString &reason) const; // an empty one when there is nothing to say any more

protected:
    bool eventFilter(QObject *editor, QEvent *event) override;
};

} // namespace chainrule
