// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explain/formula_svg.h"

#include <QtCore/QBuffer>
#include <QtGui/QPainter>
#include <QtSvg/QSvgGenerator>

#include <cmath>

namespace chainrule {

namespace {

constexpr double svgMargin = 4; // px
constexpr int resolution = 96; // dots per inch: a pixel is a pixel

} // namespace

QByteArray formulaSvg(const FormulaLayout &layout, const FormulaLines &lines, const Theme &theme, const QString &title)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    const QSize size(int(std::ceil(lines.extent.width() + 2 * svgMargin)),
                     int(std::ceil(lines.extent.height() + 2 * svgMargin)));
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setResolution(resolution);
    generator.setSize(size);
    generator.setViewBox(QRect({}, size));
    generator.setTitle(title);
    QPainter painter(&generator);
    if (theme.dark)
        painter.fillRect(QRect({}, size), theme.canvas);
    painter.translate(svgMargin, svgMargin);
    for (qsizetype i = 0; i < lines.lines.size(); ++i)
        for (const auto &[path, color] : layout.outline(lines.lines[i], lines.baselines[i], lines.size))
            painter.fillPath(path, color);
    painter.end();
    return bytes;
}

} // namespace chainrule
