// SPDX-License-Identifier: GPL-3.0-or-later
// The names of the files that a row of pictures is written to.
#pragma once

#include <QtCore/QString>

namespace chainrule {

// "sigmoid-07.svg" of "sigmoid.svg": as many digits as the last one needs, so that they sort.
QString numberedPath(const QString &path, int number, int last);

} // namespace chainrule
