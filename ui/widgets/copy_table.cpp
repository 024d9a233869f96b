// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/copy_table.h"

#include "text/inert_text.h"

#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QHeaderView>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

// A quotation mark at the beginning would hold the cells behind it, too.
QString pasted(const QVariant &content)
{
    const QString cell = inertCell(content.toString());
    return cell.startsWith(u'"') ? u'"' + QString(cell).replace("\""_L1, "\"\""_L1) + u'"' : cell;
}

} // namespace

CopyTable::CopyTable(QWidget *parent)
    : QTableView(parent)
{
    setObjectName(u"numbers"_s);
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setWordWrap(false);
    setCornerButtonEnabled(false);
    setTabKeyNavigation(false); // Tab leaves the table
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerPixel);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
}

QRect CopyTable::selectedCells() const
{
    QRect box;
    const QItemSelection selection = selectionModel()->selection();
    for (const QItemSelectionRange &range : selection)
        box |= QRect(range.left(), range.top(), range.width(), range.height());
    const QModelIndex current = currentIndex();
    return box.isNull() && current.isValid() ? QRect(current.column(), current.row(), 1, 1) : box;
}

QString CopyTable::tabSeparated() const
{
    if (!model())
        return {};
    QRect box = selectedCells();
    if (box.width() * box.height() <= 1)
        box = QRect(0, 0, model()->columnCount(), model()->rowCount());
    const bool rowNames = verticalHeader()->isVisibleTo(this);
    QStringList lines;
    for (int row = box.top() - 1; row <= box.bottom(); ++row) {
        QStringList cells;
        const bool header = row < box.top();
        if (rowNames)
            cells.append(header ? QString() : pasted(model()->headerData(row, Qt::Vertical)));
        for (int column = box.left(); column <= box.right(); ++column)
            if (!isColumnHidden(column))
                cells.append(pasted(header ? model()->headerData(column, Qt::Horizontal)
                                           : model()->index(row, column).data(Qt::EditRole)));
        lines.append(cells.join(u'\t'));
    }
    return lines.join(u'\n') + u'\n';
}

void CopyTable::copy() const
{
    QGuiApplication::clipboard()->setText(tabSeparated());
}

void CopyTable::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->matches(QKeySequence::Copy))
        copy();
    else if (event->matches(QKeySequence::Paste))
        Q_EMIT pasteRequested(QGuiApplication::clipboard()->text());
    else if (enter && currentIndex().isValid() && state() != EditingState)
        Q_EMIT openRequested(currentIndex());
    else
        QTableView::keyPressEvent(event);
}

} // namespace chainrule
