// SPDX-License-Identifier: GPL-3.0-or-later
// What an item was painted from, in one number: an item that has another one by now is painted again.
#pragma once

#include <QtCore/QHash>
#include <QtCore/QRectF>
#include <QtCore/QString>

#include <bit>
#include <cstdint>
#include <span>

namespace chainrule {

class Appearance final
{
public:
    void add(std::uint64_t what)
    {
        constexpr std::uint64_t golden = 0x9e3779b97f4a7c15; // 2^64 divided by the golden ratio
        m_hash = (m_hash ^ what) * golden;
        m_hash ^= m_hash >> 32;
    }
    void add(std::span<const double> numbers)
    {
        for (const double number : numbers)
            add(std::bit_cast<std::uint64_t>(number));
    }
    void add(const QPointF &point)
    {
        const double numbers[] = { point.x(), point.y() };
        add(numbers);
    }
    void add(const QRectF &rect)
    {
        add(rect.topLeft());
        add(rect.bottomRight());
    }
    void add(const QString &text) { add(std::uint64_t(qHash(text))); }

    friend bool operator==(const Appearance &, const Appearance &) = default;

private:
    std::uint64_t m_hash = 0; // of what was never painted
};

} // namespace chainrule
