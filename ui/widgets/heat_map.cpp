// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/heat_map.h"

#include "ui/theme/theme.h"

#include <QtGui/QPainter>

#include <algorithm>
#include <array>
#include <cmath>

namespace chainrule {

namespace {

constexpr int shades = 128; // on each side of zero
constexpr QRgb notFinite = qRgb(0xe0, 0x1f, 0xd0);

// Björn Ottosson, "A perceptual color space for image processing" (2020).
struct Lab
{
    double l = 0;
    double a = 0;
    double b = 0;
};

double toLinear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

int toByte(double linear)
{
    const double x = std::clamp(linear, 0.0, 1.0);
    return int(std::lround(255 * (x <= 0.0031308 ? 12.92 * x : 1.055 * std::pow(x, 1 / 2.4) - 0.055)));
}

Lab toLab(const QColor &color)
{
    const double r = toLinear(color.redF());
    const double g = toLinear(color.greenF());
    const double b = toLinear(color.blueF());
    const double l = std::cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
    const double m = std::cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
    const double s = std::cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
    return { 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s, 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
             0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s };
}

QRgb toRgb(const Lab &lab)
{
    const double l = std::pow(lab.l + 0.3963377774 * lab.a + 0.2158037573 * lab.b, 3);
    const double m = std::pow(lab.l - 0.1055613458 * lab.a - 0.0638541728 * lab.b, 3);
    const double s = std::pow(lab.l - 0.0894841775 * lab.a - 1.2914855480 * lab.b, 3);
    return qRgb(toByte(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
                toByte(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
                toByte(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s));
}

using Scale = std::array<QRgb, 2 * shades + 1>;

Scale scaleOf(const Theme &theme)
{
    const Lab zero = toLab(theme.canvas);
    const Lab below = toLab(theme.dark ? QColor(0x74, 0xc8, 0xff) : QColor(0x00, 0x4a, 0x84));
    const Lab above = toLab(theme.dark ? QColor(0xff, 0xa0, 0x5c) : QColor(0xa4, 0x3c, 0x00));
    Scale scale;
    for (int i = -shades; i <= shades; ++i) {
        const Lab &end = i < 0 ? below : above;
        const double t = std::abs(i) / double(shades);
        scale[std::size_t(i + shades)] =
            toRgb({ zero.l + t * (end.l - zero.l), zero.a + t * (end.a - zero.a), zero.b + t * (end.b - zero.b) });
    }
    scale[shades] = theme.canvas.rgb();
    return scale;
}

const Scale &scaleFor(const Theme &theme)
{
    static const Scale light = scaleOf(Theme::light());
    static const Scale dark = scaleOf(Theme::darkTheme());
    return theme.dark ? dark : light;
}

QRgb colorIn(const Scale &scale, double number, double limit)
{
    if (!std::isfinite(number))
        return notFinite;
    const double part = limit > 0 ? std::clamp(number / limit, -1.0, 1.0) : 0;
    return scale[std::size_t(std::lround(part * shades) + shades)];
}

bool isFarther(double number, double than)
{
    return std::isfinite(than) && (!std::isfinite(number) || std::abs(number) > std::abs(than));
}

} // namespace

double heatLimit(View<const double> numbers)
{
    double limit = 0;
    for (const double x : numbers.span())
        if (std::isfinite(x))
            limit = std::max(limit, std::abs(x));
    return limit;
}

QColor heatColor(const Theme &theme, double number, double limit)
{
    return colorIn(scaleFor(theme), number, limit);
}

QImage heatImage(const Theme &theme, View<const double> numbers, double limit, const QSize &most)
{
    const Scale &scale = scaleFor(theme);
    const QSize size(int(std::min<Index>(numbers.columns, most.width())), int(std::min<Index>(numbers.rows, most.height())));
    QImage image(size, QImage::Format_RGB32);
    for (int y = 0; y < size.height(); ++y) {
        const Index top = numbers.rows * y / size.height();
        const Index bottom = numbers.rows * (y + 1) / size.height();
        auto *line = reinterpret_cast<QRgb *>(image.scanLine(y));
        for (int x = 0; x < size.width(); ++x) {
            const Index left = numbers.columns * x / size.width();
            const Index right = numbers.columns * (x + 1) / size.width();
            double farthest = numbers.at(top, left);
            for (Index row = top; row < bottom; ++row)
                for (Index column = left; column < right; ++column)
                    if (isFarther(numbers.at(row, column), farthest))
                        farthest = numbers.at(row, column);
            line[x] = colorIn(scale, farthest, limit);
        }
    }
    return image;
}

bool isPictures(const Shape &shape)
{
    return shape.columns() == pictureSide * pictureSide;
}

QImage pictureImage(const Theme &theme, View<const double> numbers, double limit, Index count, int across)
{
    constexpr int side = int(pictureSide);
    const int pictures = int(std::min(count, numbers.rows));
    const int columns = std::min(across, pictures);
    const int rows = (pictures + columns - 1) / columns;
    QImage image(columns * (side + 1) - 1, rows * (side + 1) - 1, QImage::Format_RGB32);
    image.fill(theme.line);
    QPainter painter(&image);
    for (int i = 0; i < pictures; ++i) {
        const View<const double> picture{ numbers.data + i * numbers.columns, pictureSide, pictureSide };
        painter.drawImage(i % columns * (side + 1), i / columns * (side + 1),
                          heatImage(theme, picture, limit, QSize(side, side)));
    }
    return image;
}

void paintHeatMap(QPainter &painter, const QRectF &rect, const QImage &image)
{
    // Smoothly only where several pixels of the image share one on screen.
    const QRectF device = painter.combinedTransform().mapRect(rect);
    painter.setRenderHint(QPainter::SmoothPixmapTransform, device.width() < image.width() || device.height() < image.height());
    painter.drawImage(rect, image);
}

} // namespace chainrule
