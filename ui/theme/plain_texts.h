// SPDX-License-Identifier: GPL-3.0-or-later
// Nothing in this program is HTML: every label shows its text as it is, those in Qt's own tool tips and messages, too.
#pragma once

#include <QtCore/QObject>

namespace chainrule {

// Left alone, Qt takes what looks like HTML for HTML: a node that is called "<img src='/dev/zero'>" would eat the memory as
// soon as the mouse is over it. Every label of the application is told before it is first shown or measured.
class PlainTexts final : public QObject
{
    Q_OBJECT

public:
    explicit PlainTexts(QObject *parent);

protected:
    bool eventFilter(QObject *object, QEvent *event) override;
};

} // namespace chainrule
