// SPDX-License-Identifier: GPL-3.0-or-later
// A typed number, or in people's words why it is none.
#pragma once

#include <QtCore/QString>

#include <variant>

namespace chainrule {

std::variant<double, QString> readNumber(const QString &text);

} // namespace chainrule
