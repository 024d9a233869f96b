// SPDX-License-Identifier: GPL-3.0-or-later
// The files in resources/text, which hold words that are not part of the program: for operations and for faults.
#pragma once

#include <QtCore/QJsonObject>

namespace chainrule {

// An object of entries by id: "ops.json", "faults.json". Empty when there is no such file.
QJsonObject textResource(const QString &file);

} // namespace chainrule
