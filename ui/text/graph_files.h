// SPDX-License-Identifier: GPL-3.0-or-later
// How files with graphs are called, and how their names are told.
#pragma once

#include <QtCore/QString>

namespace chainrule {

using namespace Qt::StringLiterals;

inline const QString graphSuffix = u"chainrule"_s;

inline bool isGraphFile(const QString &path)
{
    return path.endsWith(u'.' + graphSuffix, Qt::CaseInsensitive);
}

// A title as a file of every system can be called, without its suffix; empty where nothing of it can stay.
QString fileNameOf(const QString &title);

// A name as it is told in a sentence: one line of bounded length.
QString briefName(const QString &name);

} // namespace chainrule
