// SPDX-License-Identifier: GPL-3.0-or-later
// Graph documents of earlier formats as documents of the present one.
#pragma once

#include <QtCore/QJsonObject>

namespace chainrule {

// 1: names and positions could be left out. 2: all have them; notes, hidden numbers, the place in the timeline came in. 3:
// attributes of operations came in.
constexpr int documentFormat = 4;

// Of a document of this format or an earlier one, `format` 1 or above. Leaves alone what is not as it should be.
QJsonObject upgraded(QJsonObject document, int format);

} // namespace chainrule
