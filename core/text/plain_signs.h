// SPDX-License-Identifier: GPL-3.0-or-later
// Signs as people type and paste them, and the plain ones that they stand for. Each is one character for one, so that places
// in a text stay what they are.
#pragma once

#include <QtCore/QString>

namespace chainrule {

// "－" and "–" are "-", "５" is "5", "∗" is "*": of dashes, stars, divisions, full-width forms, and their like.
QChar plainSign(QChar sign);
QString withPlainSigns(const QString &text);

// What a small raised sign says: the 2 of x², the minus of x⁻¹; nothing for others.
QChar raisedSign(QChar sign);

} // namespace chainrule
