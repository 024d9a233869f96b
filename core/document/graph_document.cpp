// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/graph_document.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

template <class List> const typename List::value_type *find(const List &list, const auto &member, const QString &wanted)
{
    const auto it = std::find_if(list.begin(), list.end(), [&](const auto &item) { return item.*member == wanted; });
    return it == list.end() ? nullptr : &*it;
}

} // namespace

bool isLeafOp(const QString &op)
{
    return op == inputOp || op == constantOp || op == parameterOp || op == dataOp;
}

const DocumentNode *GraphDocument::node(const QString &id) const
{
    return find(nodes, &DocumentNode::id, id);
}

const DocumentNode *GraphDocument::nodeNamed(const QString &name) const
{
    return find(nodes, &DocumentNode::name, name);
}

const DocumentGroup *GraphDocument::group(const QString &id) const
{
    return find(groups, &DocumentGroup::id, id);
}

QString GraphDocument::noteOn(const QString &id) const
{
    if (const DocumentNode *node = this->node(id))
        return node->note;
    const DocumentGroup *group = this->group(id);
    return group ? group->note : QString();
}

QString GraphDocument::questionText() const
{
    return QString(question).replace("{data}"_L1, data);
}

} // namespace chainrule
