// SPDX-License-Identifier: GPL-3.0-or-later
// CurvePlot::picture: the same curves in a plot of their own, dressed for a document.
#include "text/inert_text.h"
#include "ui/widgets/plot/curve_canvas.h"
#include "ui/widgets/svg_picture.h"

#include "ui/theme/text_role.h"

#include <QtCore/QBuffer>
#include <QtGui/QPdfWriter>

#include <qcustomplot.h>

#include <algorithm>
#include <iterator>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

constexpr double pngScale = 2; // for print, and for screens with small pixels
constexpr int pointsPerInch = 72; // a pixel of the plot is a point on paper
constexpr int pictureSampleWidth = 4 * Size::grid; // of a curve in the legend

void paint(QCustomPlot &plot, QPaintDevice &device, QSize size)
{
    QCPPainter painter(&device);
    painter.setMode(QCPPainter::pmVectorized);
    painter.setMode(QCPPainter::pmNoCaching); // labels as text, and not as pictures of it
    plot.toPainter(&painter, size.width(), size.height());
}

QByteArray svg(QCustomPlot &plot, QSize size, const QString &title)
{
    return svgPicture({ size, QRect({}, size), pointsPerInch, title },
                      [&](QPaintDevice &device) { paint(plot, device, size); });
}

QByteArray pdf(QCustomPlot &plot, QSize size, const QString &title)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setTitle(inertLine(title));
    writer.setCreator(u"Chainrule"_s);
    writer.setResolution(pointsPerInch);
    writer.setPageSize(QPageSize(QSizeF(size), QPageSize::Point));
    writer.setPageMargins({});
    paint(plot, writer, size);
    return bytes;
}

} // namespace

void CurvePlot::Canvas::copyForPaper(const Canvas &other, const QString &title, const QString &xUnit)
{
    auto *heading = new QCPTextElement(plot, inertLine(title));
    heading->setFont(roleFont(TextRole::Section, plot->font()));
    heading->setTextColor(m_theme.text);
    heading->setTextFlags(Qt::AlignLeft | Qt::AlignVCenter);
    heading->setMargins(QMargins(2 * Size::grid, 2 * Size::grid, 2 * Size::grid, 0));
    auto *legend = new QCPLegend;
    plot->plotLayout()->insertRow(0);
    plot->plotLayout()->insertRow(0);
    plot->plotLayout()->addElement(0, 0, heading);
    plot->plotLayout()->addElement(1, 0, legend);
    plot->plotLayout()->setRowStretchFactor(0, 0.001);
    plot->plotLayout()->setRowStretchFactor(1, 0.001);
    constexpr int entriesInARow = 5;
    legend->setLayer(plot->layer(u"legend"_s));
    legend->setFillOrder(QCPLayoutGrid::foColumnsFirst);
    legend->setWrap(entriesInARow);
    legend->setIconSize(pictureSampleWidth, 2 * Size::grid);
    legend->setBorderPen(Qt::NoPen);
    legend->setMargins(QMargins(2 * Size::grid, 0, 2 * Size::grid, 0));
    legend->setFont(roleFont(TextRole::Note, plot->font()));
    legend->setTextColor(m_theme.text);
    for (const Line &line : other.lines) {
        if (!line.shown || line.curve->empty())
            continue;
        Line copy;
        copy.style = line.style;
        copy.style.name = inertLine(copy.style.name); // letters of a legend are text in SVG
        makeGraph(copy, *line.curve);
        copy.graph->addToLegend(legend);
    }
    setLogarithmic(other.plot->yAxis->scaleType() == QCPAxis::stLogarithmic);
    plot->xAxis->setRange(other.plot->xAxis->range());
    plot->yAxis->setRange(other.plot->yAxis->range());
    std::vector<PlotGuide> inView; // an SVG does not cut off what is beside
    std::ranges::copy_if(other.guides(), std::back_inserter(inView),
                         [this](const PlotGuide &guide) { return plot->xAxis->range().contains(guide.x); });
    setGuides(inView);
    plot->xAxis->setLabel(xUnit);
    plot->xAxis->setLabelPadding(Size::grid);
    plot->axisRect()->setMinimumMargins(QMargins(7 * Size::grid, 2 * Size::grid, 4 * Size::grid, 7 * Size::grid));
}

std::function<QByteArray()> CurvePlot::picture(PictureFormat format, QSize size, const QString &title,
                                               const QString &xUnit) const
{
    QWidget paper; // never shown
    Canvas canvas(&paper);
    canvas.setTheme(Theme::light(), false);
    canvas.copyForPaper(*m_canvas, title, xUnit);
    canvas.fitTicks(size);
    if (format == PictureFormat::Png) {
        const QImage image = canvas.plot->toPixmap(size.width(), size.height(), pngScale).toImage();
        return [image] {
            QByteArray bytes;
            QBuffer buffer(&bytes);
            image.save(&buffer, "PNG");
            return bytes;
        };
    }
    QByteArray bytes = format == PictureFormat::Svg ? svg(*canvas.plot, size, title) : pdf(*canvas.plot, size, title);
    return [bytes] { return bytes; };
}

} // namespace chainrule
