// SPDX-License-Identifier: GPL-3.0-or-later
// Ids and names that a document does not have yet.
#pragma once

#include "document/id_index.h"

#include <QtCore/QHash>

namespace chainrule {

struct GraphDocument;

// Each is given out once.
class FreshNames final
{
public:
    explicit FreshNames(const GraphDocument &document);

    // The first of "add1", "add2" … that is neither an id nor a name: it can be both.
    QString numbered(const QString &stem);
    // The wanted one, or with the next number: "x" and "x2", "W1" and "W2".
    QString id(const QString &wanted) { return m_ids.next(wanted); }
    QString name(const QString &wanted) { return m_names.next(wanted); }

private:
    struct Taken
    {
        IdSet texts;
        QHash<QString, int> numbers; // stem → the last number that is known to be taken

        QString next(const QString &wanted);
    };

    Taken m_ids; // of nodes and groups, which are selected alike
    Taken m_names; // of nodes
};

} // namespace chainrule
