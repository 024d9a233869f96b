// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lesson/return_bar.h"

#include "ui/theme/theme.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>

namespace chainrule {

ReturnBar::ReturnBar(QWidget *parent)
    : QFrame(parent)
    , m_text(new QLabel(this))
{
    setObjectName(QStringLiteral("returnBar"));
    m_text->setObjectName(QStringLiteral("body"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    auto *back = new QPushButton(tr("Back to training"), this);
    back->setObjectName(QStringLiteral("backToTraining"));
    back->setFocusPolicy(Qt::TabFocus); // the keys that step belong to the diagram
    back->setToolTip(tr("Alt and ←"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(4 * Size::grid, Size::grid / 2, 2 * Size::grid, Size::grid / 2);
    row->setSpacing(2 * Size::grid);
    row->addWidget(m_text, 1);
    row->addWidget(back);
    connect(back, &QPushButton::clicked, this, &ReturnBar::returnRequested);
    hide();
}

void ReturnBar::setText(const QString &text)
{
    m_text->setText(text);
    setVisible(!text.isEmpty());
}

} // namespace chainrule
