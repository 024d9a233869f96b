// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/layout/figure_size.h"

#include "ui/diagram/layout/lettering.h"
#include "ui/text/numbers.h"
#include "ui/widgets/heat_map.h"

#include <algorithm>

namespace chainrule {

namespace {

constexpr double scalarWidth = 72;
constexpr double scalarHeight = 20;
constexpr double wideCell = 54; // of one or two columns: “−0.3711”
constexpr double narrowCell = 44;
constexpr Index gridRows = 3;
constexpr Index gridColumns = 4;
constexpr double thumbnailWidth = 64;
constexpr double thumbnailHeight = 40;
constexpr double leastThumbnail = 12;
constexpr double leastCaption = 72; // of "(100, 784)"

} // namespace

double cellWidth(const Shape &shape)
{
    return shape.columns() <= 2 ? wideCell : narrowCell;
}

bool isGrid(const Shape &shape)
{
    return shape.rows() <= gridRows && shape.columns() <= gridColumns;
}

QSizeF thumbnailSize(const Shape &shape)
{
    const int pictures = int(std::min(shape.rows(), FigurePart::shownPictures));
    const int across = std::min(pictures, FigurePart::picturesAcross);
    QSizeF size(double(shape.columns()), double(shape.rows()));
    if (isPictures(shape))
        size = QSize(across, (pictures + across - 1) / across);
    size.scale(thumbnailWidth, thumbnailHeight, Qt::KeepAspectRatio);
    return size.expandedTo({ shape.columns() > 1 ? thumbnailHeight : leastThumbnail, leastThumbnail });
}

QSizeF nominalFigureSize(const Shape &shape)
{
    if (shape.isScalar())
        return { scalarWidth, scalarHeight };
    if (!isGrid(shape))
        return { std::max(leastCaption, thumbnailSize(shape).width()),
                 FigurePart::captionHeight + FigurePart::thumbnailGap + thumbnailSize(shape).height() };
    return { double(shape.columns()) * cellWidth(shape) + 2 * FigurePart::bracket,
             double(shape.rows()) * FigurePart::cellHeight + FigurePart::captionHeight };
}

QSizeF figureSize(const Lettering &letters, const Shape &shape, View<const double> numbers)
{
    if (!shape.isScalar())
        return nominalFigureSize(shape);
    return { letters.width(Lettering::Hand::StrongFigure, displayNumber(numbers[0])), scalarHeight };
}

} // namespace chainrule
