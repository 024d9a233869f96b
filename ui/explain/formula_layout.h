// SPDX-License-Identifier: GPL-3.0-or-later
// Sets a formula as mathematics: measures its boxes and draws them on a common axis.
#pragma once

#include "ui/explain/formula.h"
#include "ui/theme/theme.h"

#include <QtCore/QHash>
#include <QtCore/QList>
#include <QtCore/QPointF>
#include <QtGui/QFont>
#include <QtGui/QPainterPath>

#include <memory>
#include <utility>

class QPainter;

namespace chainrule {

class FormulaSink;

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

    // What has one colour, to be filled: sharp at any size.
    struct Outline
    {
        QPainterPath path;
        QColor color;
    };

    FormulaLayout(const QFont &font, const Theme &theme);

    Extent measure(const Formula &formula, double size) const; // size: of the letters, px
    void paint(QPainter &painter, const Formula &formula, const QPointF &baseline, double size) const;
    // The same as paths, one for each colour.
    QList<Outline> outline(const Formula &formula, const QPointF &baseline, double size) const;

private:
    // Where a matrix's entries stand: in every column the decimal points below each other.
    struct Grid
    {
        std::vector<double> left; // by column: room before the point
        std::vector<double> right; // and after
        double rowAscent = 0;
        double rowDescent = 0;
        int rows = 0;
        double width = 0; // of all columns
    };

    QFont fontOf(const Formula &text, double size) const;
    QColor colorOf(Formula::Style style) const;
    double axis(double size) const; // height of = and of fraction bars above the baseline
    double airBefore(const Formula &row, std::size_t part, double size) const;
    double raise(const Formula &script, double size) const;
    Grid gridOf(const Formula &matrix, double size) const;
    double pointOf(const Formula &entry, double size) const; // width of what stands before the decimal point
    Extent measureText(const QString &text, Formula::Style style, double size) const;
    Extent measureFraction(const Formula &formula, double size) const;
    Extent measureScript(const Formula &formula, double size) const;
    Extent measureLimits(const Formula &formula, double size) const;
    Extent measureMatrix(const Formula &formula, double size) const;
    void draw(FormulaSink &sink, const Formula &formula, const QPointF &baseline, double size) const;
    void drawFraction(FormulaSink &sink, const Formula &formula, const QPointF &baseline, double size) const;
    void drawRoot(FormulaSink &sink, const Formula &formula, const QPointF &baseline, double size) const;
    void drawScript(FormulaSink &sink, const Formula &formula, const QPointF &baseline, double size) const;
    void drawLimits(FormulaSink &sink, const Formula &formula, const QPointF &baseline, double size) const;
    void drawMatrix(FormulaSink &sink, const Formula &formula, const QPointF &baseline, double size) const;
    void drawFence(FormulaSink &sink, const Formula &formula, const QPointF &baseline, double size) const;

    QFont m_font;
    Theme m_theme;
    // Letters are measured over and over, while a formula is made to fit and from one step to the next.
    struct Measured
    {
        QHash<std::pair<QString, std::pair<int, int>>, Extent> texts; // by text, size and style
        QHash<int, double> axes;
    };
    static std::shared_ptr<Measured> measuredIn(const QFont &font);

    std::shared_ptr<Measured> m_measured; // by all that use this font
};

} // namespace chainrule
