// SPDX-License-Identifier: GPL-3.0-or-later
// Names of people's nodes as names that Python takes: valid, and each given out once.
#pragma once

#include <QtCore/QHash>
#include <QtCore/QSet>
#include <QtCore/QString>

namespace chainrule {

class PythonNames final
{
public:
    enum class Reserved { None, Python };

    // Python's keywords and built-in functions are taken from the start, unless nothing is.
    explicit PythonNames(Reserved reserved = Reserved::Python);

    // Whether a name is such as it stands, but for its form and the reserved words.
    static bool isIdentifier(const QString &name);
    // "2 apples" is "_2_apples". Python compares names in their compatibility form (NFKC), so that is what is given.
    static QString identifier(const QString &name);
    static bool isKeyword(const QString &name);

    // The wanted identifier, or with _2, _3 … behind it when it is taken. It is taken from then on.
    QString unique(const QString &wanted);
    // A name for a value and, with a d before it, for its gradient, of which neither is taken.
    QString uniquePair(const QString &wanted);

private:
    QSet<QString> m_taken;
    QHash<QString, int> m_numbers; // by what was wanted: the last one given out
};

} // namespace chainrule
