// SPDX-License-Identifier: GPL-3.0-or-later
// One part of the lab's column: a heading and what is under it. Refreshed only while it can be seen.
#pragma once

#include "ui/theme/text_role.h"

#include <QtWidgets/QWidget>

class QVBoxLayout;

namespace chainrule {

class LabSection : public QWidget
{
    Q_OBJECT

public:
    LabSection(const QString &heading, QWidget *parent);

    // Shows the session as it is now.
    virtual void refresh() = 0;

protected:
    // Below what is there; without a text there is no room for it.
    QLabel *addText(TextRole role, const QString &text = {}, const char *name = "");
    QVBoxLayout &column() { return *m_column; }

private:
    QVBoxLayout *m_column;
};

} // namespace chainrule
