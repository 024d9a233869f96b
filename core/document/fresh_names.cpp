// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/fresh_names.h"

#include "document/graph_document.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace chainrule {

FreshNames::FreshNames(const GraphDocument &document)
{
    m_ids.texts.reserve(std::size_t(document.nodes.size() + document.groups.size()));
    m_names.texts.reserve(std::size_t(document.nodes.size()));
    for (const DocumentNode &node : document.nodes) {
        m_ids.texts.insert(node.id);
        m_names.texts.insert(node.name);
    }
    for (const DocumentGroup &group : document.groups)
        m_ids.texts.insert(group.id);
}

QString FreshNames::numbered(const QString &stem)
{
    int &number = m_ids.numbers[stem];
    QString text;
    do
        text = stem + QString::number(++number);
    while (m_ids.texts.contains(text) || m_names.texts.contains(text));
    m_ids.texts.insert(text);
    m_names.texts.insert(text);
    return text;
}

QString FreshNames::Taken::next(const QString &wanted)
{
    QString text = wanted;
    if (text.isEmpty() || texts.contains(text)) {
        QString stem = wanted;
        while (!stem.isEmpty() && stem.back().isDigit())
            stem.chop(1);
        if (stem.isEmpty())
            stem = u"x"_s;
        int &number = numbers[stem];
        number = std::max(number, 1);
        do
            text = stem + QString::number(++number);
        while (texts.contains(text));
    }
    texts.insert(text);
    return text;
}

} // namespace chainrule
