// SPDX-License-Identifier: GPL-3.0-or-later
// A picture as an SVG file, whose title is nothing but text.
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QRectF>
#include <QtCore/QSize>
#include <QtCore/QString>

#include <functional>

class QPaintDevice;

namespace chainrule {

struct SvgPage
{
    QSize size; // px
    QRectF viewBox;
    int resolution = 96; // px in an inch
    QString title = {};
};

QByteArray svgPicture(const SvgPage &page, const std::function<void(QPaintDevice &)> &paint);

} // namespace chainrule
