// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lesson/return_bar.h"

#include "ui/theme/theme.h"

#include <QtWidgets/QPushButton>

namespace chainrule {

ReturnBar::ReturnBar(QWidget *parent)
    : NoticeBar("returnBar", { 4 * Size::grid, Size::grid / 2, 2 * Size::grid, Size::grid / 2 }, parent)
{
    QPushButton *back = addButton(tr("Back to training"), "backToTraining");
    back->setToolTip(tr("Alt and ←"));
    connect(back, &QPushButton::clicked, this, &ReturnBar::returnRequested);
}

void ReturnBar::say(const QString &text)
{
    setText(text);
    setVisible(!text.isEmpty());
}

} // namespace chainrule
