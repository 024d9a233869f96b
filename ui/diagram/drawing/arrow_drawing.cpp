// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/drawing/arrow_drawing.h"

#include "ui/diagram/drawing/arrow_stroke.h"
#include "ui/diagram/drawing/canvas.h"
#include "ui/diagram/drawing/figure.h"
#include "ui/diagram/layout/figure_size.h"
#include "ui/text/figure_text.h"

#include <QtGui/QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

constexpr double forwardWidth = 1.8;
constexpr double forwardStrong = 2.6;
constexpr double backwardWidth = 3.2;
constexpr double backwardStrong = 4.6;
constexpr double endGap = 8;
constexpr double longestNumber = 132; // px: "−1.234e−300" and a mark
constexpr double lineMargin = 14; // px to either side: line widths and heads

QRectF around(const QPointF &centre, const QSizeF &size)
{
    return { centre - QPointF(size.width(), size.height()) / 2, size };
}

QSizeF largestFigure(const ArrowDrawing &arrow)
{
    // A figure is centred, and its mark stands at the right.
    const QSizeF figure = nominalFigureSize(arrow.shape) + QSizeF(2 * Arrow::mark, 0);
    return figure.expandedTo(QSizeF(longestNumber, 0));
}

QRectF roomOfFigures(const ArrowDrawing &arrow)
{
    const QSizeF largest = largestFigure(arrow);
    return around(arrow.place.valueCentre(largest), largest) | around(arrow.place.gradientCentre(largest), largest);
}

QRectF endRect(const ArrowDrawing &arrow, const Lettering &letters)
{
    const QPointF end = arrow.place.curve.end;
    const double height = letters.height(Lettering::Hand::Name);
    return { end.x() + endGap, end.y() - height / 2, letters.width(Lettering::Hand::Name, arrow.endName), height };
}

// Along the curve; while the step's figures travel they have not come to their place yet.
EdgePlace placeNow(const ArrowDrawing &arrow, bool brought, bool back)
{
    EdgePlace place = arrow.place;
    if (brought && arrow.travelled < 1)
        place.labelAt = back ? 1 - arrow.travelled * (1 - place.labelAt) : arrow.travelled * place.labelAt;
    return place;
}

bool isNear(const QRectF &figure, const QRectF &exposed)
{
    constexpr double beyond = 6; // px that letters and frames reach out of their box, at most
    return figure.adjusted(-beyond, -beyond, beyond, beyond).intersects(exposed);
}

void paintValue(QPainter &painter, const ArrowDrawing &arrow, const DiagramStyle &style, const QRectF &exposed)
{
    const View<const double> numbers = arrow.value->view(arrow.shape);
    const QSizeF size = figureSize(*style.letters, arrow.shape, numbers);
    const QRectF rect = around(placeNow(arrow, arrow.bringsValue, false).valueCentre(size), size);
    if (isNear(rect, exposed))
        paintFigure(painter, *style.letters, arrow.bringsValue, rect, style.theme.forward, arrow.shape, numbers);
}

// A tick, a cross or a dash at the gradient of a leaf, or of the node whose value flows here.
void paintMark(QPainter &painter, const ArrowDrawing &arrow, const DiagramStyle &style)
{
    using Mark = ArrowDrawing::Mark;
    const QRectF rect = markRect(arrow, *style.letters);
    if (rect.isNull())
        return;
    const Theme &theme = style.theme;
    painter.setPen(arrow.mark == Mark::Agrees ? theme.good : arrow.mark == Mark::Untold ? theme.mutedText : theme.bad);
    const QString sign = arrow.mark == Mark::Agrees ? u"✓"_s : arrow.mark == Mark::Untold ? u"–"_s : u"✗"_s;
    style.letters->drawCentred(painter, Lettering::Hand::Figure, sign, rect);
}

void paintGradient(QPainter &painter, const ArrowDrawing &arrow, const DiagramStyle &style, const QRectF &exposed)
{
    const View<const double> numbers = arrow.gradient->view(arrow.shape);
    const QSizeF size = figureSize(*style.letters, arrow.shape, numbers);
    const QRectF rect = around(placeNow(arrow, arrow.bringsGradient, true).gradientCentre(size), size);
    if (isNear(rect, exposed))
        paintFigure(painter, *style.letters, arrow.bringsGradient, rect, style.theme.backward, arrow.shape, numbers);
    paintMark(painter, arrow, style);
}

void paintQuestion(QPainter &painter, const ArrowDrawing &arrow, const DiagramStyle &style)
{
    if (arrow.question == ArrowDrawing::Question::None)
        return;
    const bool value = arrow.question == ArrowDrawing::Question::Value;
    const QSizeF size(24, 24);
    const QRectF rect = around(value ? arrow.place.valueCentre(size) : arrow.place.gradientCentre(size), size);
    painter.setPen(QPen(value ? style.theme.forward : style.theme.backward, 1.5));
    painter.setBrush(style.theme.canvas);
    painter.drawEllipse(rect);
    style.letters->drawCentred(painter, Lettering::Hand::StrongFigure, u"?"_s, rect);
}

} // namespace

QString ArrowDrawing::valueText() const
{
    return value ? figureText(shape, value->view(shape)) : QString();
}

QString ArrowDrawing::gradientText() const
{
    return gradient ? figureText(shape, gradient->view(shape)) : QString();
}

QRectF valueRect(const ArrowDrawing &arrow, const Lettering &letters)
{
    if (!arrow.value || arrow.valueIsLabel)
        return {};
    const QSizeF size = figureSize(letters, arrow.shape, arrow.value->view(arrow.shape));
    return around(arrow.place.valueCentre(size), size);
}

QRectF gradientRect(const ArrowDrawing &arrow, const Lettering &letters)
{
    if (!arrow.gradient)
        return {};
    const QSizeF size = figureSize(letters, arrow.shape, arrow.gradient->view(arrow.shape));
    return around(arrow.place.gradientCentre(size), size);
}

QRectF markRect(const ArrowDrawing &arrow, const Lettering &letters)
{
    if (!arrow.gradient || arrow.mark == ArrowDrawing::Mark::None)
        return {};
    constexpr double size = 16; // px
    const QRectF figure = gradientRect(arrow, letters);
    if (arrow.shape.isScalar())
        return { figure.right() + Arrow::mark - size, figure.center().y() - size / 2, size, size };
    return { figure.right() - size, figure.top() + (FigurePart::captionHeight - size) / 2, size, size };
}

QRectF bounds(const ArrowDrawing &arrow, const Lettering &letters)
{
    QRectF rect = arrow.place.curve.bounds().adjusted(-lineMargin, -lineMargin, lineMargin, lineMargin);
    rect |= roomOfFigures(arrow);
    return (arrow.endName.isEmpty() ? rect : rect | endRect(arrow, letters)).adjusted(-2, -2, 2, 2);
}

QList<QRectF> boundingParts(const ArrowDrawing &arrow, const Lettering &letters)
{
    constexpr double partSize = 120; // px
    constexpr int mostParts = 10;
    const QRectF all = bounds(arrow, letters);
    if (const QSizeF most = largestFigure(arrow); arrow.travelled < 1)
        return { all.adjusted(-most.width(), -most.height(), most.width(), most.height()) };
    const EdgeCurve &curve = arrow.place.curve;
    const int parts = std::min(mostParts, int(std::min(all.width(), all.height()) / partSize));
    if (parts < 2 || !curve.isStraight() || !arrow.endName.isEmpty())
        return { all };
    QList<QRectF> boxes{ roomOfFigures(arrow).adjusted(-2, -2, 2, 2) };
    for (int i = 0; i < parts; ++i) {
        const QRectF part(curve.at(double(i) / parts), curve.at(double(i + 1) / parts));
        constexpr double margin = lineMargin + 2;
        boxes.append(part.normalized().adjusted(-margin, -margin, margin, margin));
    }
    return boxes;
}

bool isHit(const ArrowDrawing &arrow, const Lettering &letters, const QPointF &point)
{
    constexpr double reach = 9; // px to either side of the line
    if (!bounds(arrow, letters).contains(point))
        return false;
    const QPainterPath line = QPainterPathStroker(QPen(Qt::black, 2 * reach)).createStroke(arrow.place.curve.path());
    return line.contains(point) || valueRect(arrow, letters).contains(point) || gradientRect(arrow, letters).contains(point);
}

bool isValueHit(const ArrowDrawing &arrow, const Lettering &letters, const QPointF &point)
{
    return valueRect(arrow, letters).adjusted(-6, -2, 6, 2).contains(point);
}

void paintShapes(const Canvas &canvas, const ArrowDrawing &arrow, const DiagramStyle &style)
{
    const EdgeCurve &curve = arrow.place.curve;
    const auto paint = [&](const EdgeCurve &side, bool brought, double width, const QColor &color, bool dashed) {
        paintArrow(canvas, brought ? side.upTo(arrow.travelled) : side, color, width, dashed);
    };
    if (!arrow.value)
        paintLine(canvas, curve, style.theme.border, 1.5);
    else
        paint(curve.shifted(Arrow::apart), arrow.bringsValue, arrow.bringsValue ? forwardStrong : forwardWidth,
              style.theme.forward, false);
    if (arrow.gradient)
        paint(curve.shifted(-Arrow::apart).reversed(), arrow.bringsGradient,
              arrow.bringsGradient ? backwardStrong : backwardWidth, style.theme.backward, true);
}

void paintLetters(QPainter &painter, const ArrowDrawing &arrow, const DiagramStyle &style, const QRectF &exposed)
{
    if (arrow.value && !arrow.valueIsLabel)
        paintValue(painter, arrow, style, exposed);
    if (arrow.gradient)
        paintGradient(painter, arrow, style, exposed);
    paintQuestion(painter, arrow, style);
    if (arrow.endName.isEmpty())
        return;
    painter.setPen(arrow.value ? style.theme.text : style.theme.mutedText);
    style.letters->drawCentred(painter, Lettering::Hand::Name, arrow.endName, endRect(arrow, *style.letters));
}

} // namespace chainrule
