// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/number_text.h"

#include <QtCore/QLocale>

namespace chainrule {

QString shortestText(double value)
{
    return QString::number(value, 'g', QLocale::FloatingPointShortest);
}

} // namespace chainrule
