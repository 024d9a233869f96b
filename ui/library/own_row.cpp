// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/library/own_row.h"

#include "ui/theme/theme.h"
#include "ui/widgets/plain_label.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QTreeWidget>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

constexpr int crossSize = 20;
constexpr int rowPadding = 20; // at the left, and before what lies over the end

} // namespace

OwnRow::OwnRow(const QString &title, const QString &state, QWidget *parent)
    : QWidget(parent)
    , m_end(new QWidget(this))
{
    auto *cross = new QToolButton(m_end);
    cross->setObjectName(u"closeGraph"_s);
    cross->setText(u"×"_s);
    cross->setAutoRaise(true);
    cross->setFixedSize(crossSize, crossSize);
    cross->setFocusPolicy(Qt::NoFocus); // the row has the focus, and Delete closes it
    cross->setAccessibleName(tr("Close “%1”").arg(title));
    cross->setToolTip(cross->accessibleName());
    // The row goes with it: not before the click is over.
    connect(cross, &QToolButton::clicked, this, &OwnRow::closeRequested, Qt::QueuedConnection);
    auto *end = new QHBoxLayout(m_end);
    end->setContentsMargins(0, 0, 0, 0);
    end->setSpacing(Size::grid / 2);
    end->addWidget(plainLabel(TextRole::Note, state, "stateOfGraph"));
    end->addWidget(cross);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, Size::grid / 2, 0);
    row->addStretch(1);
    row->addWidget(m_end);
}

int OwnRow::roomNeeded() const
{
    return m_end->sizeHint().width() + 2 * Size::grid;
}

OwnRowDelegate::OwnRowDelegate(QTreeWidget &tree)
    : QStyledItemDelegate(&tree)
    , m_tree(tree)
{
}

void OwnRowDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    if (const auto *row = qobject_cast<const OwnRow *>(m_tree.indexWidget(index)))
        option->text =
            option->fontMetrics.elidedText(option->text, Qt::ElideRight, option->rect.width() - row->roomNeeded() - rowPadding);
}

} // namespace chainrule
