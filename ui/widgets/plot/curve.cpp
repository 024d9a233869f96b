// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/plot/curve.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace chainrule {

namespace {

constexpr std::size_t fan = 16; // blocks that one block of the next level spans
constexpr std::size_t fewEnough = 4; // points of a column, that are drawn as they are

} // namespace

void Curve::append(double x, double y)
{
    if (!std::isfinite(y))
        return;
    m_points.emplace_back(x, y);
    std::size_t full = m_points.size(); // blocks of the level below
    for (std::size_t level = 0; full % fan == 0; ++level) {
        if (level == m_levels.size())
            m_levels.emplace_back();
        Extremes block{ m_points.size() - 1, m_points.size() - 1 };
        for (std::size_t i = full - fan; i < full; ++i)
            block = merged(level == 0 ? Extremes{ i, i } : m_levels[level - 1][i], block);
        m_levels[level].push_back(block);
        full /= fan;
    }
}

void Curve::clear()
{
    m_points.clear();
    m_levels.clear();
}

void Curve::reserve(std::size_t count)
{
    m_points.reserve(count);
}

const QPointF *Curve::at(double x) const
{
    const std::size_t place = placeOf(x);
    return place < m_points.size() && m_points[place].x() == x ? &m_points[place] : nullptr;
}

const QPointF *Curve::nearest(double x) const
{
    if (empty())
        return nullptr;
    const std::size_t after = placeOf(x);
    if (after == 0)
        return &m_points.front();
    const bool last = after == m_points.size();
    return last || x - m_points[after - 1].x() <= m_points[after].x() - x ? &m_points[after - 1] : &m_points[after];
}

double Curve::least() const
{
    return m_points[extremes({ 0, m_points.size() }).least].y();
}

double Curve::greatest() const
{
    return m_points[extremes({ 0, m_points.size() }).greatest].y();
}

std::vector<QPointF> Curve::outline(double from, double to, int columns) const
{
    const auto [begin, end] = around(from, to);
    const double width = (to - from) / columns;
    std::vector<QPointF> drawn;
    for (std::size_t first = begin; first < end;) {
        const double column = std::max(0.0, std::floor((m_points[first].x() - from) / width));
        // At least one point further: a column may be thinner than what a double can tell apart.
        const std::size_t next = std::clamp(placeOf(from + (column + 1) * width), first + 1, end);
        if (next - first <= fewEnough) {
            drawn.insert(drawn.end(), m_points.begin() + std::ptrdiff_t(first), m_points.begin() + std::ptrdiff_t(next));
        } else {
            const Extremes found = extremes({ first, next });
            std::array places{ first, std::min(found.least, found.greatest), std::max(found.least, found.greatest), next - 1 };
            for (const std::size_t place : std::span(places.begin(), std::unique(places.begin(), places.end())))
                drawn.push_back(m_points[place]);
        }
        first = next;
    }
    return drawn;
}

std::vector<QPointF> Curve::thinned(double from, double to, int columns) const
{
    const auto [begin, end] = around(from, to);
    std::size_t stride = 1;
    while ((end - begin) / stride > std::size_t(columns) + 2)
        stride *= 2;
    std::vector<QPointF> drawn;
    if (begin == end)
        return drawn;
    drawn.push_back(m_points[begin]);
    for (std::size_t i = (begin / stride + 1) * stride; i + 1 < end; i += stride)
        drawn.push_back(m_points[i]);
    if (end - begin > 1)
        drawn.push_back(m_points[end - 1]);
    return drawn;
}

Curve::Extremes Curve::merged(const Extremes &a, const Extremes &b) const
{
    return { m_points[b.least].y() < m_points[a.least].y() ? b.least : a.least,
             m_points[b.greatest].y() > m_points[a.greatest].y() ? b.greatest : a.greatest };
}

// Single points up to a whole block, blocks up to a whole one of the next level, and down again.
Curve::Extremes Curve::extremes(Range range) const
{
    Extremes found{ range.first, range.first };
    for (std::size_t place = range.first; place < range.second;) {
        std::size_t level = 0; // 0: a single point
        std::size_t size = 1;
        while (level < m_levels.size() && place % (size * fan) == 0 && place + size * fan <= range.second) {
            size *= fan;
            ++level;
        }
        found = merged(found, level == 0 ? Extremes{ place, place } : m_levels[level - 1][place / size]);
        place += size;
    }
    return found;
}

Curve::Range Curve::around(double from, double to) const
{
    const std::size_t begin = placeOf(from);
    const std::size_t end = std::size_t(
        std::upper_bound(m_points.begin(), m_points.end(), to, [](double x, const QPointF &point) { return x < point.x(); })
        - m_points.begin());
    return { begin > 0 ? begin - 1 : 0, std::min(end + 1, m_points.size()) };
}

std::size_t Curve::placeOf(double x) const
{
    const auto found = std::lower_bound(m_points.begin(), m_points.end(), x,
                                        [](const QPointF &point, double wanted) { return point.x() < wanted; });
    return std::size_t(found - m_points.begin());
}

} // namespace chainrule
