// SPDX-License-Identifier: GPL-3.0-or-later
// What people are told about each mistake of the fault lab: read once from resources/text, keyed by the fault's id.
#pragma once

#include <QtCore/QString>

namespace chainrule {

struct FaultText
{
    QString name; // "Multiply without swapping"
    QString wrote; // what the learner wrote
    QString right; // what should stand there
    QString why;

    bool isComplete() const;
};

// The text of a fault; an empty one when resources/text has none.
const FaultText &faultText(const QString &fault);

} // namespace chainrule
