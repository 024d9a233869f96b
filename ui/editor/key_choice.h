// SPDX-License-Identifier: GPL-3.0-or-later
// What is chosen by keys alone in a graph that is edited: one wire after the other, and several nodes.
#pragma once

#include "ui/editor/socket.h"

#include <QtCore/QSet>

namespace chainrule {

class GraphEditor;

class KeyChoice final
{
public:
    explicit KeyChoice(GraphEditor &editor)
        : m_editor(editor)
    {
    }

    // The wire after this one. At first, with none, those that end at the selected node, then those that begin there; all
    // where no node is selected. None where there are none.
    Socket wireAfter(const Socket &wire);
    // The wire in words, with what can be done to it.
    QString words(const Socket &wire) const;

    // Keeps the selected node in the selection while others are come to, or no longer.
    void toggleKept();
    bool keeps() const { return !m_kept.isEmpty(); }
    // Comes to a node, or to none: what is kept stays selected.
    void comeTo(const QString &id);
    void forget() { m_kept.clear(); }

private:
    GraphEditor &m_editor;
    QList<Socket> m_wires; // that are gone through
    QSet<QString> m_kept;
};

} // namespace chainrule
