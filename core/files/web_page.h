// SPDX-License-Identifier: GPL-3.0-or-later
// A sign-in page that was saved in place of a download, under the download's name.
#pragma once

#include <QtCore/QByteArray>

namespace chainrule {

// By how it begins.
inline bool looksLikeWebPage(QByteArrayView head)
{
    QByteArray text = head.first(std::min<qsizetype>(head.size(), 256)).toByteArray();
    if (text.startsWith("\xef\xbb\xbf")) // a byte order mark
        text.remove(0, 3);
    text = text.trimmed().toLower();
    return text.startsWith("<!doctype html") || text.startsWith("<html") || text.startsWith("<head") || text.startsWith("<!--");
}

} // namespace chainrule
