// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/drawing/drawing.h"

#include "ui/diagram/drawing/arrow_stroke.h"
#include "ui/diagram/drawing/canvas.h"

#include <QtGui/QPainter>

namespace chainrule {

namespace {

constexpr double frameCorner = 16;

template <class... Does> struct Overloaded : Does...
{
    using Does::operator()...;
};
template <class... Does> Overloaded(Does...) -> Overloaded<Does...>; // which clang before 17 does not deduce

void paintShape(const Canvas &canvas, const FrameDrawing &frame, const Theme &theme)
{
    canvas.painter().setPen(QPen(theme.line, 1.5));
    canvas.painter().setBrush(theme.panel);
    canvas.painter().drawRoundedRect(frame.rect, frameCorner, frameCorner);
}

void paintShape(const Canvas &canvas, const HairlineDrawing &line, const Theme &theme)
{
    if (!line.hasValue)
        return paintHairline(canvas, line.curve, theme.border);
    paintHairline(canvas, line.hasGradient ? line.curve.shifted(Arrow::apart) : line.curve, theme.forward);
    if (line.hasGradient)
        paintHairline(canvas, line.curve.shifted(-Arrow::apart), theme.backward);
}

void paintShape(const Canvas &canvas, const DotDrawing &dot, const Theme &theme)
{
    const QColor &color = dot.action == NodeDrawing::Action::None ? theme.mutedText
        : dot.action == NodeDrawing::Action::Forward              ? theme.forward
                                                                  : theme.backward;
    canvas.painter().setPen(Qt::NoPen);
    canvas.painter().setBrush(dot.isSelected ? theme.accent : color);
    canvas.painter().drawEllipse(dot.outline);
}

void paintName(QPainter &painter, const FrameDrawing &frame, const DiagramStyle &style)
{
    QFont font = style.font;
    font.setPixelSize(Size::value);
    painter.setFont(font);
    painter.setPen(style.theme.mutedText);
    painter.drawText(frame.nameRect, Qt::AlignLeft | Qt::AlignTop | Qt::TextDontClip, frame.name);
}

// With what stands behind the letters: nothing else is to shine through.
void paintPill(QPainter &painter, const PillDrawing &pill, const DiagramStyle &style)
{
    const Theme &theme = style.theme;
    painter.setPen(QPen(theme.backward, 1));
    painter.setBrush(theme.backwardTint);
    painter.drawRoundedRect(pill.rect, Pill::height / 2, Pill::height / 2);
    painter.setPen(theme.dark ? theme.backward : theme.backward.darker(135));
    const QStringList lines = productLines(*style.letters, pill.text, pill.rect.width() + 1);
    QRectF room = pill.rect;
    room.setHeight(Pill::lineHeight);
    room.moveTop(pill.rect.center().y() - Pill::lineHeight * double(lines.size()) / 2);
    for (const QString &line : lines) {
        style.letters->drawCentred(painter, Lettering::Hand::Product, line, room);
        room.translate(0, Pill::lineHeight);
    }
}

} // namespace

Drawing drawnAt(const NodeDrawing &node, Detail detail)
{
    if (detail == Detail::All)
        return node;
    if (node.isLeaf())
        return {};
    return DotDrawing{ node.place.outline, node.action, node.isSelected };
}

QRectF bounds(const Drawing &drawing, const Lettering &letters)
{
    const auto around = [](const QRectF &rect, double beyond) { return rect.adjusted(-beyond, -beyond, beyond, beyond); };
    return std::visit(Overloaded{ [](std::monostate) { return QRectF(); },
                                  [&](const FrameDrawing &frame) { return around(frame.rect, 1); },
                                  [&](const PillDrawing &pill) { return around(pill.rect, 1); },
                                  [&](const HairlineDrawing &line) { return around(line.curve.bounds(), Arrow::apart + 2); },
                                  [&](const DotDrawing &dot) { return around(dot.outline, 1); },
                                  [&](const auto &other) { return bounds(other, letters); } },
                      drawing);
}

QList<QRectF> boundingParts(const Drawing &drawing, const Lettering &letters)
{
    const auto *arrow = std::get_if<ArrowDrawing>(&drawing);
    return arrow ? boundingParts(*arrow, letters) : QList<QRectF>{ bounds(drawing, letters) };
}

void paintShapes(const Canvas &canvas, const Drawing &drawing, const DiagramStyle &style)
{
    std::visit(Overloaded{ [](std::monostate) {}, [](const PillDrawing &) {},
                           [&](const ArrowDrawing &arrow) { paintShapes(canvas, arrow, style); },
                           [&](const NodeDrawing &node) { paintShapes(canvas, node, style); },
                           [&](const auto &other) { paintShape(canvas, other, style.theme); } },
               drawing);
}

void paintLetters(QPainter &painter, const Drawing &drawing, const DiagramStyle &style, const QRectF &exposed)
{
    std::visit(Overloaded{ [&](const FrameDrawing &frame) { paintName(painter, frame, style); },
                           [&](const PillDrawing &pill) { paintPill(painter, pill, style); },
                           [&](const ArrowDrawing &arrow) { paintLetters(painter, arrow, style, exposed); },
                           [&](const NodeDrawing &node) { paintLetters(painter, node, style); }, [](const auto &) {} },
               drawing);
}

} // namespace chainrule
