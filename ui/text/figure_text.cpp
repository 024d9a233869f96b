// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/figure_text.h"

#include "ui/text/numbers.h"

#include <QtCore/QStringList>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

constexpr Index shownExact = 12;

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
        rows.append(cells.join(u' '));
    }
    const QString rest = shown < numbers.size() ? u" …"_s : QString();
    return QString::fromStdString(shape.text()) + u": "_s + rows.join(u"; "_s) + rest;
}

} // namespace

QString inlineFigure(const Shape &shape, View<const double> numbers)
{
    if (shape.isScalar())
        return displayNumber(numbers[0]);
    if (numbers.size() > shownExact)
        return QString::fromStdString(shape.text());
    const QString between = u",\u00a0"_s; // a line does not break within a matrix
    QStringList rows;
    for (Index row = 0; row < numbers.rows; ++row) {
        QStringList cells;
        for (Index column = 0; column < numbers.columns; ++column)
            cells.append(displayNumber(numbers.at(row, column)));
        rows.append(u'[' + cells.join(between) + u']');
    }
    return rows.size() == 1 ? rows.front() : u'[' + rows.join(between) + u']';
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
