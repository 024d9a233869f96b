// SPDX-License-Identifier: GPL-3.0-or-later
// The files in resources/text, which hold words that are not part of the program: for faults.
#pragma once

#include <QtCore/QJsonObject>

namespace chainrule {

// An object of entries by id: "faults.json". Empty when there is no such file.
QJsonObject textResource(const QString &file);

} // namespace chainrule
