// SPDX-License-Identifier: GPL-3.0-or-later
// How files with graphs are called.
#pragma once

#include <QtCore/QString>

namespace chainrule {

inline const QString graphSuffix = QStringLiteral("chainrule");

inline bool isGraphFile(const QString &path)
{
    return path.endsWith(QLatin1Char('.') + graphSuffix, Qt::CaseInsensitive);
}

} // namespace chainrule
