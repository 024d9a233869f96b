// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/transport_icon.h"

#include <QtGui/QPainter>
#include <QtGui/QPixmap>

namespace chainrule {

namespace {

constexpr int iconSide = 20;

void paintSign(QPainter &painter, Transport sign)
{
    const auto triangle = [&](double tip, double base) {
        const QPointF points[] = { { tip, 10 }, { base, 3.5 }, { base, 16.5 } };
        painter.drawConvexPolygon(points, 3);
    };
    const auto bar = [&](double x, double width) { painter.drawRect(QRectF(x, 3.5, width, 13)); };
    switch (sign) {
    case Transport::First:
        bar(3.5, 2.4);
        return triangle(6, 16);
    case Transport::Back:
        return triangle(4.5, 14.5);
    case Transport::Play:
    case Transport::Forward:
        return triangle(15.5, 5.5);
    case Transport::Pause:
        bar(5, 3.6);
        return bar(11.4, 3.6);
    case Transport::Last:
        bar(14.1, 2.4);
        return triangle(14, 4);
    }
}

QPixmap signPixmap(Transport sign, const QColor &color)
{
    constexpr int density = 3; // sharp on any screen up to 300 %
    QPixmap pixmap(iconSide * density, iconSide * density);
    pixmap.setDevicePixelRatio(density);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    paintSign(painter, sign);
    return pixmap;
}

} // namespace

QIcon transportIcon(Transport sign, const QColor &color, const QColor &disabled)
{
    QIcon icon(signPixmap(sign, color));
    icon.addPixmap(signPixmap(sign, disabled), QIcon::Disabled);
    return icon;
}

} // namespace chainrule
