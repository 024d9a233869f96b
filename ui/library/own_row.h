// SPDX-License-Identifier: GPL-3.0-or-later
// The right end of a row of one's own: whether it is saved, and a cross that closes it.
#pragma once

#include <QtWidgets/QStyledItemDelegate>
#include <QtWidgets/QWidget>

class QTreeWidget;

namespace chainrule {

// Lies over its row; clicks beside the cross are the row's.
class OwnRow final : public QWidget
{
    Q_OBJECT

public:
    OwnRow(const QString &title, const QString &state, QWidget *parent);

    int roomNeeded() const; // at the right, in pixels

Q_SIGNALS:
    void closeRequested();

private:
    QWidget *m_end;
};

// Ends a row's title before what lies over its right end.
class OwnRowDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit OwnRowDelegate(QTreeWidget &tree);

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    QTreeWidget &m_tree;
};

} // namespace chainrule
