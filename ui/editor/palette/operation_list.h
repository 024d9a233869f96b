// SPDX-License-Identifier: GPL-3.0-or-later
// What can be added to a graph, as people look for it: leaves and every operation of the table.
#pragma once

#include <QtCore/QList>
#include <QtCore/QString>

#include <optional>

namespace chainrule {

// A node that is to be added.
struct NewNode
{
    QString op; // of a leaf, or an operation's id
    QString name = {}; // of an input that was typed; else it is named after its operation
    std::optional<double> value = {}; // of a leaf

    bool isLeaf() const;
};

struct OperationEntry
{
    NewNode node;
    QString symbol;
    QString name;
    QString sentence; // what it does
};

// Leaves first, then the table's order.
QList<OperationEntry> operationEntries();
// Those that `typed` finds by name, id or symbol, best first. A number finds a constant, and a name that no operation has an
// input that is called so.
QList<OperationEntry> entriesFor(const QString &typed);

} // namespace chainrule
