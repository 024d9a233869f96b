// SPDX-License-Identifier: GPL-3.0-or-later
// Attributes of operations in words: what they take, and what they are.
#pragma once

#include "engine/op.h"

#include <QtCore/QString>

namespace chainrule {

// "axis is 0, 1 or −1." Or that it is a finite number.
QString attributeRange(const QString &op, const QString &name);
// "slope = 0.1", "axis: all". Of one that an operation has.
QString attributeValue(const Attribute &attribute, std::optional<double> value);

} // namespace chainrule
