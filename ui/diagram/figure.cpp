// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/figure.h"

#include "ui/text/numbers.h"
#include "ui/theme/theme.h"

#include <QtCore/QStringList>
#include <QtGui/QFontMetricsF>
#include <QtGui/QPainter>

namespace chainrule {

namespace {

constexpr double scalarWidth = 72;
constexpr double scalarHeight = 20;
constexpr double cellWidth = 48;
constexpr double cellHeight = 19;
constexpr double bracket = 4;
constexpr double shapeHeight = 16;
constexpr Index gridRows = 3;
constexpr Index gridColumns = 4;
constexpr Index shownExact = 12;

bool hasGrid(const Shape &shape)
{
    return shape.rows() <= gridRows && shape.columns() <= gridColumns;
}

void paintBrackets(QPainter &painter, const QRectF &grid)
{
    for (const double x : { grid.left(), grid.right() }) {
        const double inward = x == grid.left() ? bracket : -bracket;
        const QPointF points[] = {
            { x + inward, grid.top() }, { x, grid.top() }, { x, grid.bottom() }, { x + inward, grid.bottom() }
        };
        painter.drawPolyline(points, 4);
    }
}

QString joined(const Shape &shape, View<const double> numbers, QString (*text)(double))
{
    if (shape.isScalar())
        return text(numbers[0]);
    QStringList rows;
    Index shown = 0;
    for (Index row = 0; row < numbers.rows && shown < shownExact; ++row) {
        QStringList cells;
        for (Index column = 0; column < numbers.columns && shown < shownExact; ++column, ++shown)
            cells.append(text(numbers.at(row, column)));
        rows.append(cells.join(QLatin1Char(' ')));
    }
    const QString rest = shown < numbers.size() ? QStringLiteral(" …") : QString();
    return QString::fromStdString(shape.text()) + QStringLiteral(": ") + rows.join(QStringLiteral("; ")) + rest;
}

} // namespace

QSizeF nominalFigureSize(const Shape &shape)
{
    if (shape.isScalar())
        return { scalarWidth, scalarHeight };
    if (!hasGrid(shape))
        return { 2 * cellWidth, shapeHeight };
    return { double(shape.columns()) * cellWidth + 2 * bracket, double(shape.rows()) * cellHeight + shapeHeight };
}

QSizeF figureSize(const QFont &font, const Shape &shape, View<const double> numbers)
{
    if (!shape.isScalar())
        return nominalFigureSize(shape);
    return { QFontMetricsF(font).horizontalAdvance(displayNumber(numbers[0])), scalarHeight };
}

void paintFigure(QPainter &painter, const QRectF &rect, const QColor &color, const Shape &shape, View<const double> numbers)
{
    painter.setPen(QPen(color, 1.2));
    if (shape.isScalar()) {
        painter.drawText(rect, Qt::AlignCenter | Qt::TextDontClip, displayNumber(numbers[0]));
        return;
    }
    QFont font = painter.font();
    font.setPixelSize(Size::caption);
    painter.setFont(font);
    const QRectF caption(rect.left(), rect.top(), rect.width(), shapeHeight);
    painter.drawText(caption, Qt::AlignCenter | Qt::TextDontClip, QString::fromStdString(shape.text()));
    if (!hasGrid(shape))
        return;
    const QRectF grid = rect.adjusted(0, shapeHeight, 0, 0);
    paintBrackets(painter, grid);
    font.setPixelSize(Size::body);
    painter.setFont(font);
    for (Index row = 0; row < numbers.rows; ++row)
        for (Index column = 0; column < numbers.columns; ++column) {
            const QRectF cell(grid.left() + bracket + double(column) * cellWidth, grid.top() + double(row) * cellHeight,
                              cellWidth, cellHeight);
            painter.drawText(cell, Qt::AlignCenter | Qt::TextDontClip, displayNumber(numbers.at(row, column)));
        }
}

QString inlineFigure(const Shape &shape, View<const double> numbers)
{
    if (shape.isScalar())
        return displayNumber(numbers[0]);
    if (numbers.size() > shownExact)
        return QString::fromStdString(shape.text());
    QStringList rows;
    for (Index row = 0; row < numbers.rows; ++row) {
        QStringList cells;
        for (Index column = 0; column < numbers.columns; ++column)
            cells.append(displayNumber(numbers.at(row, column)));
        rows.append(QLatin1Char('[') + cells.join(QStringLiteral(", ")) + QLatin1Char(']'));
    }
    return rows.size() == 1 ? rows.front() : QLatin1Char('[') + rows.join(QStringLiteral(", ")) + QLatin1Char(']');
}

QString figureText(const Shape &shape, View<const double> numbers)
{
    return joined(shape, numbers, displayNumber);
}

QString exactFigureText(const Shape &shape, View<const double> numbers)
{
    return joined(shape, numbers, exactNumber);
}

} // namespace chainrule
