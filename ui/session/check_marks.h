// SPDX-License-Identifier: GPL-3.0-or-later
// What the gradient check says of each node, for the diagram to mark.
#pragma once

#include <QtCore/QHash>
#include <QtCore/QMetaType>
#include <QtCore/QSet>

namespace chainrule {

// By NodeId. Empty when nothing has been checked.
struct CheckMarks
{
    QHash<int, bool> agrees;
    QSet<int> untold; // neither agrees nor differs
    QSet<int> faulty;

    friend bool operator==(const CheckMarks &, const CheckMarks &) = default;
};

} // namespace chainrule

Q_DECLARE_METATYPE(chainrule::CheckMarks)
