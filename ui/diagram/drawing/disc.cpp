// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/drawing/disc.h"

#include "ui/diagram/drawing/on_pixels.h"

#include <QtCore/QCache>
#include <QtCore/QSizeF>
#include <QtGui/QColor>
#include <QtGui/QImage>

#include <cmath>

namespace chainrule {

namespace {

constexpr int phases = 8; // places within a pixel that are told apart, in each direction
constexpr int keptDiscs = 4 * phases * phases; // circles, and bars of a few lengths
constexpr double largestDisc = 80; // px: larger ones are few

struct DiscKey
{
    double width = 0; // px on screen, as all that follows
    double height = 0;
    double line = 0;
    int x = 0;
    int y = 0;
    QRgb rim = 0;
    QRgb inside = 0;

    friend bool operator==(const DiscKey &, const DiscKey &) = default;
    friend size_t qHash(const DiscKey &key, size_t seed)
    {
        return qHashMulti(seed, key.width, key.height, key.line, key.x, key.y, key.rim, key.inside);
    }
};

// A disc on a larger one is drawn in half the time of a circle with a pen.
void drawDisc(QPainter &painter, const QRectF &outline, double line, const QColor &rim, const QColor &inside)
{
    painter.setPen(Qt::NoPen);
    for (const double beyond : { line / 2, -line / 2 }) {
        painter.setBrush(beyond > 0 ? rim : inside);
        const QRectF rect = outline.adjusted(-beyond, -beyond, beyond, beyond);
        if (rect.width() == rect.height())
            painter.drawEllipse(rect);
        else
            painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2);
    }
}

const QImage &discStamp(const DiscKey &key)
{
    static QCache<DiscKey, QImage> cache(keptDiscs);
    if (const QImage *known = cache.object(key))
        return *known;
    const QSizeF size(key.width, key.height);
    const double around = key.line + 4;
    auto *image = new QImage((size + QSizeF(around, around)).toSize(), QImage::Format_ARGB32_Premultiplied);
    image->fill(Qt::transparent);
    QPainter painter(image);
    painter.setRenderHint(QPainter::Antialiasing);
    const QPointF corner(1 + key.line / 2 + double(key.x) / phases, 1 + key.line / 2 + double(key.y) / phases);
    drawDisc(painter, QRectF(corner, size), key.line, QColor::fromRgba(key.rim), QColor::fromRgba(key.inside));
    painter.end();
    cache.insert(key, image);
    return *image;
}

} // namespace

void paintDisc(QPainter &painter, const QRectF &outline, double line, const QColor &rim, const QColor &inside)
{
    const QTransform view = painter.worldTransform();
    const QSizeF size = outline.size() * view.m11();
    if (!isOnPixels(painter) || view.m11() != view.m22() || size.width() > largestDisc)
        return drawDisc(painter, outline, line, rim, inside);
    const QPointF corner = view.map(outline.topLeft()) - QPointF(1, 1) * (1 + line * view.m11() / 2);
    const double x = std::floor(corner.x() * phases);
    const double y = std::floor(corner.y() * phases);
    const double left = std::floor(x / phases);
    const double top = std::floor(y / phases);
    const DiscKey key{ size.width(),          size.height(), line * view.m11(), int(x - left * phases),
                       int(y - top * phases), rim.rgba(),    inside.rgba() };
    painter.setWorldTransform({});
    painter.drawImage(QPointF(left, top), discStamp(key));
    painter.setWorldTransform(view);
}

} // namespace chainrule
