// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/document_change.h"

#include <QtCore/QSet>

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>

namespace chainrule {

namespace {

GraphDocument withoutNodes(GraphDocument document)
{
    document.nodes.clear();
    return document;
}

bool identical(const QPointF &a, const QPointF &b)
{
    return std::bit_cast<std::array<std::uint64_t, 2>>(std::array{ a.x(), a.y() })
        == std::bit_cast<std::array<std::uint64_t, 2>>(std::array{ b.x(), b.y() });
}

bool identical(const Tensor &a, const Tensor &b)
{
    const auto bits = [](double x) { return std::bit_cast<std::uint64_t>(x); };
    return a.shape == b.shape && std::ranges::equal(a.values, b.values, {}, bits, bits);
}

// QPointF's == is lenient, and −0 == 0.
bool identical(const DocumentNode &a, const DocumentNode &b)
{
    return identical(a.position, b.position) && identical(a.value, b.value) && a == b;
}

bool identical(const GraphDocument &a, const GraphDocument &b)
{
    const auto samePlace = [](const DocumentGroup &x, const DocumentGroup &y) {
        return !x.position || !y.position || identical(*x.position, *y.position);
    };
    return a == b && (!a.upstream || identical(*a.upstream, *b.upstream)) && std::ranges::equal(a.groups, b.groups, samePlace);
}

QSet<QString> idsFrom(const QList<DocumentNode> &nodes, qsizetype first)
{
    QSet<QString> ids;
    for (qsizetype i = first; i < nodes.size(); ++i)
        ids.insert(nodes[i].id);
    return ids;
}

void replace(DocumentNode &node, const DocumentNode &with, bool keepsValue)
{
    Tensor value = std::move(node.value);
    node = with;
    if (keepsValue)
        node.value = std::move(value);
}

// Except where it stands.
GraphDocument unplaced(GraphDocument document)
{
    document.placed = false;
    for (DocumentGroup &group : document.groups)
        group.position.reset();
    return document;
}

DocumentNode unplaced(DocumentNode node)
{
    node.position = {};
    return node;
}

} // namespace

DocumentChange::DocumentChange(const GraphDocument &before, const GraphDocument &after)
{
    if (!before.nodes.isSharedWith(after.nodes))
        compareNodes(before.nodes, after.nodes);
    const Rest rest{ withoutNodes(before), withoutNodes(after) };
    if (!identical(rest.before, rest.after))
        m_rest = rest;
}

DocumentChange::Changed DocumentChange::changed(int index, const DocumentNode &before, const DocumentNode &after)
{
    Changed changed{ index, before, after, identical(before.value, after.value) };
    if (changed.sameValue) { // moved from, so that the room is given back too
        changed.before.value = Tensor();
        changed.after.value = Tensor();
    }
    return changed;
}

// Both lists are gone through side by side. A node that stands at another place among those that stay counts as removed and
// added.
void DocumentChange::compareNodes(const QList<DocumentNode> &before, const QList<DocumentNode> &after)
{
    qsizetype b = 0;
    qsizetype a = 0;
    const auto compareSame = [&] {
        for (; b < before.size() && a < after.size() && before[b].id == after[a].id; ++b, ++a)
            if (!identical(before[b], after[a]))
                m_changed.append(changed(int(a), before[b], after[a]));
    };
    compareSame();
    const QSet<QString> idsBefore = idsFrom(before, b); // of none, mostly
    const QSet<QString> idsAfter = idsFrom(after, a);
    while (b < before.size() && a < after.size()) {
        if (!idsAfter.contains(before[b].id) || idsBefore.contains(after[a].id)) {
            m_removed.append({ int(b), before[b] });
            ++b;
        } else {
            m_added.append({ int(a), after[a] });
            ++a;
        }
        compareSame();
    }
    for (; b < before.size(); ++b)
        m_removed.append({ int(b), before[b] });
    for (; a < after.size(); ++a)
        m_added.append({ int(a), after[a] });
}

// Without the `out`, which are counted before, and with the `in`, which are counted afterwards.
QList<DocumentNode> DocumentChange::exchanged(const QList<DocumentNode> &nodes, const QList<Single> &out,
                                              const QList<Single> &in)
{
    if (out.isEmpty() && in.isEmpty())
        return nodes;
    QList<DocumentNode> all;
    all.reserve(nodes.size() - out.size() + in.size());
    auto gone = out.begin();
    auto added = in.begin();
    for (int old = 0; old < nodes.size() || added != in.end();) {
        if (added != in.end() && added->index == all.size())
            all.append((added++)->node);
        else if (gone != out.end() && gone->index == old) {
            ++gone;
            ++old;
        } else {
            all.append(nodes[old++]);
        }
    }
    return all;
}

GraphDocument DocumentChange::apply(const GraphDocument &before) const
{
    GraphDocument after = m_rest ? m_rest->after : before;
    after.nodes = exchanged(before.nodes, m_removed, m_added);
    for (const Changed &changed : m_changed)
        replace(after.nodes[changed.index], changed.after, changed.sameValue);
    return after;
}

GraphDocument DocumentChange::revert(GraphDocument after) const
{
    for (const Changed &changed : m_changed)
        replace(after.nodes[changed.index], changed.before, changed.sameValue);
    GraphDocument before = m_rest ? m_rest->before : after;
    before.nodes = exchanged(after.nodes, m_added, m_removed);
    return before;
}

bool DocumentChange::isEmpty() const
{
    return m_removed.isEmpty() && m_added.isEmpty() && m_changed.isEmpty() && !m_rest;
}

bool DocumentChange::onlyMoves() const
{
    if (isEmpty() || !m_removed.isEmpty() || !m_added.isEmpty())
        return false;
    for (const Changed &changed : m_changed)
        if (!changed.sameValue || unplaced(changed.before) != unplaced(changed.after))
            return false;
    return !m_rest || unplaced(m_rest->before) == unplaced(m_rest->after);
}

QStringList DocumentChange::nodes() const
{
    QStringList ids;
    for (const Changed &changed : m_changed)
        ids.append(changed.after.id);
    for (const QList<Single> *singles : { &m_removed, &m_added })
        for (const Single &single : *singles)
            ids.append(single.node.id);
    return ids;
}

} // namespace chainrule
