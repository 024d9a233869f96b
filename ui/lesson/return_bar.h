// SPDX-License-Identifier: GPL-3.0-or-later
// Above a diagram that came from somewhere else: where from, and the way back.
#pragma once

#include "ui/widgets/notice_bar.h"

namespace chainrule {

class ReturnBar final : public NoticeBar
{
    Q_OBJECT

public:
    explicit ReturnBar(QWidget *parent = nullptr); // hidden

    // Nothing hides it.
    void say(const QString &text);

Q_SIGNALS:
    void returnRequested();
};

} // namespace chainrule
