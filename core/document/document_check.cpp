// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/document_check.h"

#include "document/document_error.h"
#include "document/document_limits.h"
#include "document/document_text.h"
#include "document/wiring.h"
#include "engine/finite.h"
#include "engine/op.h"
#include "probe/faults.h"

#include <QtCore/QSet>

#include <algorithm>
#include <cmath>

namespace chainrule {

namespace {

using FlawKind = DocumentFlaw::Kind;
using namespace Qt::StringLiterals;

class DocumentCheck final
{
public:
    explicit DocumentCheck(const GraphDocument &document)
        : m_document(document)
        , m_wiring(document)
    {
    }

    void run() const
    {
        requireSize();
        requireWords();
        requireIds();
        for (int node = 0; node < m_document.nodes.size(); ++node)
            requireNode(node);
        if (!m_document.result.isEmpty())
            requireKnown(u"result"_s, m_document.result);
        if (m_document.upstream)
            requireNumbers(*m_document.upstream, u"upstream"_s);
        if (m_document.timeline < 0)
            fail(FlawKind::Number, {}, u"timeline"_s);
        for (const HiddenNumber &hidden : m_document.hidden)
            requireHidden(hidden);
        requireNoCycle();
        requireGroups();
    }

private:
    [[noreturn]] void fail(FlawKind kind, const QString &where, const QString &what) const
    {
        throw DocumentError({ kind, where, what });
    }

    void requireAtMost(qint64 most, qint64 found) const
    {
        if (found > most)
            fail(FlawKind::TooLarge, {}, u"%1 / %2"_s.arg(found).arg(most));
    }

    void requireSize() const
    {
        requireAtMost(DocumentLimit::nodes, m_document.nodes.size());
        requireAtMost(DocumentLimit::nodes, m_document.hidden.size());
        qint64 numbers = 0;
        for (const DocumentNode &node : m_document.nodes)
            numbers += node.value.shape.size();
        requireAtMost(DocumentLimit::numbers, numbers);
        qint64 members = m_document.groups.size();
        for (const DocumentGroup &group : m_document.groups)
            members += group.members.size();
        requireAtMost(2 * DocumentLimit::nodes, members);
    }

    void requireText(const QString &text, const QString &where, const QString &field, Lines lines = Lines::One) const
    {
        if (!isDocumentText(text, lines))
            fail(FlawKind::Text, where.left(mostCharacters(lines)), field);
    }

    // Of a node or a group: its id and name.
    template <class T> void requireLabels(const T &item, const QString &field) const
    {
        if (item.id.isEmpty())
            fail(FlawKind::Missing, field, u"id"_s);
        requireText(item.id, field, u"id"_s);
        if (item.name.isEmpty())
            fail(FlawKind::Missing, item.id, u"name"_s);
        requireText(item.name, item.id, u"name"_s);
    }

    void requireWords() const
    {
        requireText(m_document.id, {}, u"id"_s);
        requireText(m_document.topic, {}, u"topic"_s);
        requireText(m_document.title, {}, u"title"_s);
        requireText(m_document.data, {}, u"data"_s);
        requireText(m_document.question, {}, u"question"_s, Lines::Several);
        requireText(m_document.answer, {}, u"answer"_s, Lines::Several);
        for (const DocumentNode &node : m_document.nodes) {
            requireLabels(node, u"nodes"_s);
            requireText(node.note, node.name, u"note"_s, Lines::Several);
        }
        for (const DocumentGroup &group : m_document.groups) {
            requireLabels(group, u"groups"_s);
            requireText(group.note, group.name, u"note"_s, Lines::Several);
        }
    }

    void requireIds() const
    {
        QSet<QString> names;
        names.reserve(m_document.nodes.size());
        for (int index = 0; index < m_document.nodes.size(); ++index) {
            const DocumentNode &node = m_document.nodes[index];
            if (const int last = m_wiring.index(node.id); last != index)
                fail(FlawKind::Twice, m_document.nodes[last].name, node.id);
            names.insert(node.name);
            if (names.size() == index) // it was there
                fail(FlawKind::Name, node.id, node.name);
        }
        QSet<QString> groups;
        for (const DocumentGroup &group : m_document.groups) {
            if (groups.contains(group.id) || m_wiring.contains(group.id))
                fail(FlawKind::Twice, group.name, group.id);
            groups.insert(group.id);
        }
    }

    void requireKnown(const QString &where, const QString &id) const
    {
        if (!m_wiring.contains(id))
            fail(FlawKind::Node, where, id);
    }

    void requireNode(int index) const
    {
        const DocumentNode &node = m_document.nodes[index];
        const Op *op = findOp(node.op.toStdString());
        if (!op && !node.isLeaf())
            fail(FlawKind::Operation, node.name, node.op);
        const qsizetype arity = op ? op->arity : 0;
        if (node.inputs.size() != arity)
            fail(FlawKind::Arity, node.name, u"%1 / %2"_s.arg(arity).arg(node.inputs.size()));
        requireAttributes(node, op);
        if (m_wiring.inputs(index).size() < arity) // some port is open, or its source unknown
            for (const QString &input : node.inputs)
                if (!input.isEmpty())
                    requireKnown(node.name, input);
        const std::string fault = node.fault.toStdString();
        if (!fault.empty() && fault != branchFault && !findFault(fault, node.op.toStdString()))
            fail(FlawKind::Fault, node.name, node.fault);
        const bool comesFromSource = !node.from.isEmpty() && node.value.values.empty();
        if (node.isLeaf() && !comesFromSource)
            requireNumbers(node.value, node.name);
        if (node.start)
            requireStart(node);
        requirePosition(node.position, node.name);
    }

    void requireAttributes(const DocumentNode &node, const Op *op) const
    {
        for (auto given = node.attributes.constBegin(); given != node.attributes.constEnd(); ++given) {
            const Attribute *attribute = op ? op->attribute(given.key().toStdString()) : nullptr;
            if (!attribute)
                fail(FlawKind::Attribute, node.name, given.key());
            if (!attribute->takes(*given))
                fail(FlawKind::AttributeValue, node.name, u"%1 = %2"_s.arg(given.key()).arg(*given));
        }
    }

    void requireStart(const DocumentNode &node) const
    {
        if (!node.isParameter())
            fail(FlawKind::Unknown, node.name, u"start"_s);
        if (!std::isfinite(node.start->deviation) || node.start->seed > largestStartSeed)
            fail(FlawKind::Number, node.name, u"start"_s);
    }

    void requirePosition(const QPointF &position, const QString &where) const
    {
        const auto isFar = [](double x) { return !(std::abs(x) <= DocumentLimit::position); }; // NaN, too
        if (isFar(position.x()) || isFar(position.y()))
            fail(FlawKind::Number, where, u"position"_s);
    }

    void requireNumbers(const Tensor &tensor, const QString &where) const
    {
        if (tensor.shape.dimensions().size() != 2 || std::ssize(tensor.values) != tensor.shape.size())
            fail(FlawKind::Shape, where, QString::fromStdString(tensor.shape.text()));
        if (!allFinite(tensor.values))
            fail(FlawKind::Number, where, u"value"_s);
    }

    void requireHidden(const HiddenNumber &hidden) const
    {
        requireKnown(u"hidden"_s, hidden.node);
        const qsizetype inputs = m_document.nodes[m_wiring.index(hidden.node)].inputs.size();
        if (hidden.input && (*hidden.input < 0 || *hidden.input >= inputs))
            fail(FlawKind::Number, u"hidden"_s, u"input"_s);
    }

    void requireNoCycle() const
    {
        const QList<int> order = m_wiring.order();
        std::vector<bool> fine(std::size_t(m_document.nodes.size()), false);
        for (const int node : order)
            fine[std::size_t(node)] = true;
        const auto suspect = std::ranges::find(fine, false);
        if (suspect == fine.end())
            return;
        // Each that is left out needs another one that is: as many steps back as there are end in the cycle.
        int at = int(suspect - fine.begin());
        for (qsizetype steps = m_document.nodes.size() - order.size(); steps > 0; --steps)
            at = *std::ranges::find_if(m_wiring.inputs(at), [&](int input) { return !fine[std::size_t(input)]; });
        fail(FlawKind::Cycle, m_document.nodes[at].name, {});
    }

    // From the largest to the smallest, all members of a group lie in one and the same group so far, or in none.
    void requireGroups() const
    {
        QList<const DocumentGroup *> groups;
        for (const DocumentGroup &group : m_document.groups)
            groups.append(&group);
        std::ranges::stable_sort(groups, std::greater(), [](const DocumentGroup *group) { return group->members.size(); });
        QHash<QString, const DocumentGroup *> innermost;
        for (const DocumentGroup *group : std::as_const(groups)) {
            if (!group->op.isEmpty() && !findOp(group->op.toStdString()))
                fail(FlawKind::Operation, group->name, group->op);
            if (group->position)
                requirePosition(*group->position, group->name);
            if (group->members.isEmpty())
                fail(FlawKind::Missing, group->name, u"members"_s);
            const DocumentGroup *around = innermost.value(group->members.first());
            for (const QString &member : group->members) {
                requireKnown(group->name, member);
                const DocumentGroup *const before = innermost.value(member);
                if (before == group)
                    fail(FlawKind::Twice, group->name, member);
                if (before != around)
                    fail(FlawKind::Overlap, group->name, member);
                innermost[member] = group;
            }
        }
    }

    const GraphDocument &m_document;
    const Wiring m_wiring;
};

} // namespace

void requireSound(const GraphDocument &document)
{
    DocumentCheck(document).run();
}

} // namespace chainrule
