// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/drawing/figure.h"

#include "ui/diagram/drawing/lettering.h"
#include "ui/diagram/drawing/on_pixels.h"
#include "ui/text/numbers.h"
#include "ui/theme/theme.h"
#include "ui/widgets/heat_map.h"

#include <QtCore/QCache>
#include <QtCore/QStringList>
#include <QtGui/QFontMetricsF>

#include <algorithm>

namespace chainrule {

namespace {

constexpr double scalarWidth = 72;
constexpr double scalarHeight = 20;
constexpr double wideCell = 54; // of one or two columns: “−0.3711”
constexpr double narrowCell = 44;
constexpr double betweenCells = 5;
constexpr double cellHeight = 19;
constexpr double bracket = 4;
constexpr double shapeHeight = 18;
constexpr Index gridRows = 3;
constexpr Index gridColumns = 4;
constexpr double thumbnailGap = 2;
constexpr double thumbnailWidth = 64;
constexpr double thumbnailHeight = 40;
constexpr double leastThumbnail = 12;
constexpr double leastCaption = 72; // of "(100, 784)"
constexpr Index shownPictures = 10;
constexpr int picturesAcross = 5;

double cellWidth(const Shape &shape)
{
    return shape.columns() <= 2 ? wideCell : narrowCell;
}

bool hasGrid(const Shape &shape)
{
    return shape.rows() <= gridRows && shape.columns() <= gridColumns;
}

// As long and as wide as the matrix, within reason.
QSizeF thumbnailSize(const Shape &shape)
{
    const int pictures = int(std::min(shape.rows(), shownPictures));
    const int across = std::min(pictures, picturesAcross);
    QSizeF size(double(shape.columns()), double(shape.rows()));
    if (isPictures(shape))
        size = QSizeF(across, (pictures + across - 1) / across);
    size.scale(thumbnailWidth, thumbnailHeight, Qt::KeepAspectRatio);
    return size.expandedTo({ shape.columns() > 1 ? thumbnailHeight : leastThumbnail, leastThumbnail });
}

struct ThumbnailKey
{
    size_t numbers = 0; // their hash: the same numbers are the same picture, and other ones never
    Index rows = 0;
    Index columns = 0;
    QSize pixels; // on screen: larger ones would be thinned out there, and what matters could fall between them
    bool scaled = false; // to just these pixels
    bool dark = false;

    friend bool operator==(const ThumbnailKey &, const ThumbnailKey &) = default;
    friend size_t qHash(const ThumbnailKey &key, size_t seed)
    {
        return qHashMulti(seed, key.numbers, key.rows, key.columns, key.pixels.width(), key.pixels.height(), key.scaled,
                          key.dark);
    }
};

// As large as asked for, or a pixel per number where those are fewer. Panning and stepping paint what has been painted before:
// 39,200 cells only once.
QImage thumbnail(const Theme &theme, const Shape &shape, View<const double> numbers, const QSize &pixels, bool scaled)
{
    constexpr int keptPixels = 2'000'000; // as many as a window has
    static QCache<ThumbnailKey, QImage> cache(keptPixels);
    const size_t hash = qHashBits(numbers.data, std::size_t(numbers.size()) * sizeof(double), 0);
    const ThumbnailKey key{ hash, numbers.rows, numbers.columns, pixels, scaled, theme.dark };
    if (const QImage *found = cache.object(key))
        return *found;
    const double limit = heatLimit(numbers);
    QImage image = isPictures(shape) ? pictureImage(theme, numbers, limit, shownPictures, picturesAcross)
                                     : heatImage(theme, numbers, limit, pixels);
    if (scaled) // smoothly only where several numbers share a pixel
        image = image.scaled(pixels, Qt::IgnoreAspectRatio,
                             image.width() > pixels.width() || image.height() > pixels.height() ? Qt::SmoothTransformation
                                                                                                : Qt::FastTransformation);
    cache.insert(key, new QImage(image), image.width() * image.height());
    return image;
}

// On a screen in whole pixels: what Qt scales while it draws depends on how much else is drawn.
void paintThumbnail(QPainter &painter, const QRectF &room, const QColor &color, const Shape &shape, View<const double> numbers)
{
    // A figure's colour is bright where its canvas is dark.
    const Theme theme = color.lightness() > 127 ? Theme::darkTheme() : Theme::light();
    const QSizeF size = thumbnailSize(shape);
    const QRectF rect(room.center().x() - size.width() / 2, room.top(), size.width(), size.height());
    const QTransform view = painter.worldTransform();
    QRect pixels = painter.deviceTransform().mapRect(rect).toRect();
    pixels.setSize(pixels.size().expandedTo({ 1, 1 }));
    const bool onPixels = isOnPixels(painter);
    const QImage image = thumbnail(theme, shape, numbers, pixels.size(), onPixels);
    painter.setBrush(Qt::NoBrush);
    if (onPixels) {
        painter.setWorldTransform({});
        painter.drawImage(pixels.topLeft(), image);
        painter.setPen(QPen(color, view.m11()));
        painter.drawRect(pixels);
        painter.setWorldTransform(view);
    } else {
        paintHeatMap(painter, rect, image);
        painter.setPen(QPen(color, 1));
        painter.drawRect(rect);
    }
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

} // namespace

QSizeF nominalFigureSize(const Shape &shape)
{
    if (shape.isScalar())
        return { scalarWidth, scalarHeight };
    if (!hasGrid(shape))
        return { std::max(leastCaption, thumbnailSize(shape).width()),
                 shapeHeight + thumbnailGap + thumbnailSize(shape).height() };
    return { double(shape.columns()) * cellWidth(shape) + 2 * bracket, double(shape.rows()) * cellHeight + shapeHeight };
}

QSizeF figureSize(const Lettering &letters, const Shape &shape, View<const double> numbers)
{
    if (!shape.isScalar())
        return nominalFigureSize(shape);
    return { letters.width(Lettering::Hand::StrongFigure, displayNumber(numbers[0])), scalarHeight };
}

namespace {

// In letters that are small enough for the longest number.
void paintGrid(QPainter &painter, const QRectF &grid, const Shape &shape, View<const double> numbers)
{
    paintBrackets(painter, grid);
    QStringList texts;
    for (const double number : numbers.span())
        texts.append(displayNumber(number));
    double longest = 1;
    for (const QString &text : std::as_const(texts))
        longest = std::max(longest, QFontMetricsF(painter.font()).horizontalAdvance(text));
    const double width = cellWidth(shape);
    QFont font = painter.font();
    font.setPixelSize(int(font.pixelSize() * std::min(1.0, (width - betweenCells) / longest)));
    painter.setFont(font);
    for (Index row = 0; row < numbers.rows; ++row)
        for (Index column = 0; column < numbers.columns; ++column) {
            const QRectF cell(grid.left() + bracket + double(column) * width, grid.top() + double(row) * cellHeight, width,
                              cellHeight);
            painter.drawText(cell, Qt::AlignCenter | Qt::TextDontClip, texts[row * numbers.columns + column]);
        }
}

} // namespace

void paintFigure(QPainter &painter, const Lettering &letters, bool strong, const QRectF &rect, const QColor &color,
                 const Shape &shape, View<const double> numbers)
{
    painter.setPen(QPen(color, 1.2));
    if (shape.isScalar()) {
        letters.drawCentred(painter, Lettering::figureHand(strong), displayNumber(numbers[0]), rect);
        return;
    }
    QFont font = letters.font(Lettering::figureHand(strong));
    font.setPixelSize(Size::body);
    painter.setFont(font);
    const QRectF caption(rect.left(), rect.top(), rect.width(), shapeHeight);
    painter.drawText(caption, Qt::AlignCenter | Qt::TextDontClip, QString::fromStdString(shape.text()));
    if (!hasGrid(shape))
        return paintThumbnail(painter, rect.adjusted(0, shapeHeight + thumbnailGap, 0, 0), color, shape, numbers);
    paintGrid(painter, rect.adjusted(0, shapeHeight, 0, 0), shape, numbers);
}

} // namespace chainrule
