// SPDX-License-Identifier: GPL-3.0-or-later
// The training desk as one that keeps its run, and offers it again.
#pragma once

#include "tests/ui/desk_window.h"

#include <QtWidgets/QComboBox>

namespace chainrule {

// A desk whose run is kept where there is a folder for it.
struct KeepingDesk : Desk
{
    KeepingDesk(const QString &data, const QString &runs)
        : Desk(data, { 1280, 800 }, runs)
    {
    }

    bool ready() const { return button("start")->isEnabled(); }
    bool offers() const { return button("goOn") && button("goOn")->isVisible(); }

    // By keyboard, as many rows down.
    void choose(const char *field, int row) const
    {
        auto *box = page.findChild<QComboBox *>(QLatin1String(field));
        box->setFocus();
        QTest::keyClick(box, Qt::Key_Home);
        for (int i = 0; i < row; ++i)
            QTest::keyClick(box, Qt::Key_Down);
    }
};

} // namespace chainrule
