// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tensor/number_delegate.h"

#include "ui/text/number_words.h"

#include <QtGui/QKeyEvent>
#include <QtWidgets/QLineEdit>

using namespace Qt::StringLiterals;

namespace chainrule {

QWidget *NumberDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &, const QModelIndex &index) const
{
    auto *line = new QLineEdit(parent);
    line->setObjectName(u"cellEditor"_s);
    line->setFrame(false);
    line->setAlignment(Qt::AlignRight);
    line->setAccessibleName(tr("Number in row %1, column %2").arg(index.row() + 1).arg(index.column() + 1));
    connect(line, &QLineEdit::textEdited, this, [this] { Q_EMIT refused({}); });
    return line;
}

bool NumberDelegate::eventFilter(QObject *editor, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        const auto *line = qobject_cast<QLineEdit *>(editor);
        if (line && (key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Tab || key == Qt::Key_Backtab)) {
            const auto number = readNumber(line->text());
            if (const QString *reason = std::get_if<QString>(&number)) {
                Q_EMIT refused(*reason);
                return true;
            }
        }
    }
    return QStyledItemDelegate::eventFilter(editor, event);
}

} // namespace chainrule
