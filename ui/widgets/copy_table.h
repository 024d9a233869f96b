// SPDX-License-Identifier: GPL-3.0-or-later
// A table of numbers that can be copied into a spreadsheet, and asks for what is pasted from one.
#pragma once

#include <QtWidgets/QTableView>

namespace chainrule {

class CopyTable final : public QTableView
{
    Q_OBJECT

public:
    explicit CopyTable(QWidget *parent = nullptr);

    // The selected cells, or all of them where at most one is selected: tab-separated, with headers, the exact numbers
    // (Qt::EditRole). Of a selection with holes the smallest box around it.
    QString tabSeparated() const;
    void copy() const;
    // The smallest box around the selected cells, columns from left to right; the current cell where none is selected.
    QRect selectedCells() const;

Q_SIGNALS:
    void openRequested(const QModelIndex &index); // by Enter
    void pasteRequested(const QString &text); // from the clipboard

protected:
    void keyPressEvent(QKeyEvent *event) override;
};

} // namespace chainrule
