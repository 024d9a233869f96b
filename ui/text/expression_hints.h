// SPDX-License-Identifier: GPL-3.0-or-later
// What to type in the place of a sign that an expression does not have.
#pragma once

#include <QtCore/QString>
#include <QtCore/QStringList>

namespace chainrule {

// A sentence; empty where nothing more is to be said than what was expected.
QString signHint(const QString &sign);
// For what stands directly behind a whole operand: 2x, a b, √x².
QString factorHint(const QString &sign);
// The names among which a mistyped one is looked for that are nearest to it: "log" for "lgo".
QStringList nearestNames(const QString &typed, const QStringList &names);

} // namespace chainrule
