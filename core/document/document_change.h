// SPDX-License-Identifier: GPL-3.0-or-later
// The difference of two documents: what an undo command keeps in place of both.
#pragma once

#include "document/graph_document.h"

namespace chainrule {

// apply(before) is after, and revert(after) is before, to the last bit, whatever the documents are. Holds the nodes that
// differ and, if anything else does, all but the nodes; numbers of a leaf that did not change are not among them.
class DocumentChange final
{
public:
    DocumentChange(const GraphDocument &before, const GraphDocument &after);

    // Only what the change was made from can be given: `before`, and `after`.
    GraphDocument apply(const GraphDocument &before) const;
    GraphDocument revert(GraphDocument after) const;

    bool isEmpty() const;
    // Nodes or groups stand elsewhere; nothing else changed.
    bool onlyMoves() const;
    // Of nodes that were changed, added or removed.
    QStringList nodes() const;

private:
    struct Single // a node that only one of the documents has
    {
        int index = 0; // in that document
        DocumentNode node;
    };
    struct Changed
    {
        int index = 0; // in `after`
        DocumentNode before;
        DocumentNode after;
        bool sameValue = false; // which neither of them holds, then
    };
    struct Rest // all but the nodes
    {
        GraphDocument before;
        GraphDocument after;
    };

    static QList<DocumentNode> exchanged(const QList<DocumentNode> &nodes, const QList<Single> &out, const QList<Single> &in);
    static Changed changed(int index, const DocumentNode &before, const DocumentNode &after);
    void compareNodes(const QList<DocumentNode> &before, const QList<DocumentNode> &after);

    QList<Single> m_removed; // by ascending index
    QList<Single> m_added;
    QList<Changed> m_changed;
    std::optional<Rest> m_rest;
};

} // namespace chainrule
