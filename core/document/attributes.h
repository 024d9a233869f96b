// SPDX-License-Identifier: GPL-3.0-or-later
// Attributes by name, as documents and expressions have them, and in an operation's order, as graphs have them.
#pragma once

#include "engine/op.h"

#include <QtCore/QMap>
#include <QtCore/QString>

namespace chainrule {

// Standards filled in; nothing when the operation has no such attribute, or one does not take its number.
std::optional<std::vector<std::optional<double>>> attributeValues(const Op &op, const QMap<QString, double> &given);
// Those of them that this operation has, too, and that it takes.
QMap<QString, double> attributesFor(const Op *op, const QMap<QString, double> &given);

} // namespace chainrule
