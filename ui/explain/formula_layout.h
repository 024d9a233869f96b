// SPDX-License-Identifier: GPL-3.0-or-later
// Sets a formula as mathematics: measures its boxes and draws them on a common axis.
#pragma once

#include "ui/explain/formula.h"
#include "ui/theme/theme.h"

#include <QtCore/QPointF>
#include <QtGui/QFont>

class QPainter;

namespace chainrule {

class FormulaLayout final
{
public:
    struct Extent
    {
        double width = 0;
        double ascent = 0; // above the baseline
        double descent = 0;

        double height() const { return ascent + descent; }
    };

    FormulaLayout(const QFont &font, const Theme &theme)
        : m_font(font)
        , m_theme(theme)
    {
    }

    Extent measure(const Formula &formula, double size) const; // size: of the letters, px
    void paint(QPainter &painter, const Formula &formula, const QPointF &baseline, double size) const;

private:
    QFont fontOf(const Formula &text, double size) const;
    double axis(double size) const; // height of = and of fraction bars above the baseline
    double airBefore(const Formula &row, std::size_t part, double size) const;
    void paintFraction(QPainter &painter, const Formula &formula, const QPointF &baseline, double size) const;
    void paintRoot(QPainter &painter, const Formula &formula, const QPointF &baseline, double size) const;

    QFont m_font;
    Theme m_theme;
};

} // namespace chainrule
