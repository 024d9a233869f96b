// SPDX-License-Identifier: GPL-3.0-or-later
// Several words as a language lists them.
#pragma once

#include <QtCore/QStringList>

namespace chainrule {

// `two` is how two of them stand together: "%1 or %2".
inline QString listed(const QStringList &words, const QString &two)
{
    QString all = words.value(0);
    for (const QString &next : words.sliced(std::min<qsizetype>(1, words.size())))
        all = two.arg(all, next);
    return all;
}

} // namespace chainrule
