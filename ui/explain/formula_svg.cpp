// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explain/formula_svg.h"

#include "ui/widgets/svg_picture.h"

#include <QtGui/QPainter>

#include <cmath>

namespace chainrule {

namespace {

constexpr double svgMargin = 4; // px

} // namespace

QByteArray formulaSvg(const FormulaLayout &layout, const FormulaLines &lines, const Theme &theme, const QString &title)
{
    const QSize size(int(std::ceil(lines.extent.width() + 2 * svgMargin)),
                     int(std::ceil(lines.extent.height() + 2 * svgMargin)));
    SvgPage page{ size, QRect({}, size) };
    page.title = title;
    return svgPicture(page, [&](QPaintDevice &device) {
        QPainter painter(&device);
        if (theme.dark)
            painter.fillRect(QRect({}, size), theme.canvas);
        painter.translate(svgMargin, svgMargin);
        for (qsizetype i = 0; i < lines.lines.size(); ++i)
            for (const auto &[path, color] : layout.outline(lines.lines[i], lines.baselines[i], lines.size))
                painter.fillPath(path, color);
    });
}

} // namespace chainrule
