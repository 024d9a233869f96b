// SPDX-License-Identifier: GPL-3.0-or-later
// The ids of a document, and the numbers that stand for them. Every edit looks all of them up again, and qHash() of a text
// takes ten times as long as the search itself.
#pragma once

#include <QtCore/QString>
#include <QtCore/QStringView>

#include <functional>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace chainrule {

struct IdHash
{
    // Of the text as it is: QString::utf16() would make an empty one of a null one.
    std::size_t operator()(QStringView id) const
    {
        return std::hash<std::u16string_view>()({ id.utf16(), std::size_t(id.size()) });
    }
};

using IdSet = std::unordered_set<QString, IdHash>;

class IdIndex final
{
public:
    void reserve(qsizetype count) { m_numbers.reserve(std::size_t(count)); }
    void insert(const QString &id, int number) { m_numbers.insert_or_assign(id, number); }
    bool contains(const QString &id) const { return m_numbers.contains(id); }
    int value(const QString &id, int otherwise = 0) const
    {
        const auto found = m_numbers.find(id);
        return found == m_numbers.end() ? otherwise : found->second;
    }
    int operator[](const QString &id) const { return value(id); }

private:
    std::unordered_map<QString, int, IdHash> m_numbers;
};

} // namespace chainrule
