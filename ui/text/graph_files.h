// SPDX-License-Identifier: GPL-3.0-or-later
// How files with graphs are called.
#pragma once

#include <QtCore/QString>

namespace chainrule {

using namespace Qt::StringLiterals;

inline const QString graphSuffix = u"chainrule"_s;

inline bool isGraphFile(const QString &path)
{
    return path.endsWith(u'.' + graphSuffix, Qt::CaseInsensitive);
}

} // namespace chainrule
