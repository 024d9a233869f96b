// SPDX-License-Identifier: GPL-3.0-or-later
// The points of one curve, up to millions of them, and the few of them that are enough to draw it.
#pragma once

#include <QtCore/QPointF>

#include <span>
#include <vector>

namespace chainrule {

// x grows from point to point; every y is finite. Of every 16, 256, 4096 … neighbours the least and the greatest y are kept,
// so that a drawing costs what the picture is wide and not what the curve is long. An eighth of the points' memory.
class Curve final
{
public:
    void append(double x, double y); // left out when y is not finite
    void clear();
    void reserve(std::size_t count);

    bool empty() const { return m_points.empty(); }
    std::span<const QPointF> points() const { return m_points; }
    const QPointF *at(double x) const; // nullptr when there is no point exactly there
    const QPointF *nearest(double x) const; // nullptr when there is none at all
    double least() const; // y; only of a curve that is not empty
    double greatest() const;

    // What looks like the whole curve between two x, from the last point before to the first one after them: of each of
    // `columns` equal stretches at most its first, least, greatest and last point. No single outlier is lost.
    std::vector<QPointF> outline(double from, double to, int columns) const;
    // Of a smooth curve, which an outline would turn into a staircase: every 2ⁿ-th point, at most about one a column.
    // Counted from the very first one, so that the same ones are drawn while the curve grows or is moved.
    std::vector<QPointF> thinned(double from, double to, int columns) const;

private:
    struct Extremes
    {
        std::size_t least; // places of points
        std::size_t greatest;
    };
    using Range = std::pair<std::size_t, std::size_t>; // from, to (not included)

    Extremes merged(const Extremes &a, const Extremes &b) const;
    Extremes extremes(Range range) const; // not empty
    Range around(double from, double to) const;
    std::size_t placeOf(double x) const; // of the first point not before it

    std::vector<QPointF> m_points;
    std::vector<std::vector<Extremes>> m_levels; // of full blocks of 16, 256 …
};

} // namespace chainrule
