// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/drawing/node_drawing.h"

#include "ui/diagram/drawing/canvas.h"
#include "ui/diagram/drawing/disc.h"
#include "ui/text/numbers.h"

#include <QtGui/QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

using Hand = Lettering::Hand;

constexpr double lineWidth = 2;
constexpr double ringGap = 7;
constexpr double ringWidth = 3;
constexpr double reachOut = 14; // beyond the outline: ring and focus
constexpr double lineHeight = Branch::lineHeight; // of all that stands below a node
constexpr Hand branchHand = Hand::StrongFigure;
constexpr std::size_t mostTerms = 3;
constexpr double badgeSize = 20;
constexpr double portRadius = 4.5;

// Each with its sign: "5", "+ 2", "= 7".
QStringList branchPieces(const NodeDrawing &node)
{
    if (!node.branch || node.branch->terms.span().empty())
        return {};
    const std::span<const double> terms = node.branch->terms.span();
    const QString summed = u"= "_s + displayNumber(node.branch->sum.span().front());
    if (terms.size() > mostTerms)
        return { node.branch->isWhole ? u"Σ"_s : u"Σ …"_s, summed };
    QStringList pieces;
    for (const double term : terms)
        pieces.append(pieces.isEmpty() ? displayNumber(term) : u"+ "_s + displayFactor(term));
    if (!node.branch->isWhole)
        return pieces << u"+ …"_s;
    return pieces.size() < 2 ? QStringList() : pieces << summed;
}

QStringList branchLines(const NodeDrawing &node, const Lettering &letters)
{
    return letters.broken(branchHand, branchPieces(node), Branch::room);
}

// Beginning at its outline; of a leaf it ends there where no arrowhead comes.
QRectF branchRoom(const NodeDrawing &node, const QSizeF &size)
{
    const QRectF &room = node.place.branch;
    const double left = node.isLeaf() ? room.right() - size.width() : room.center().x() - size.width() / 2;
    const bool above = room.bottom() <= node.place.outline.top(); // there the last line comes next to it
    return { QPointF(left, above ? room.bottom() - size.height() : room.top()), size };
}

QStringList lackLines(const NodeDrawing &node, const Lettering &letters)
{
    constexpr double room = 100; // px: hardly more than a circle and its ports
    if (!node.isUnfinished) // those may be many, beside each other
        return { node.lack };
    return letters.broken(Hand::Name, node.lack.split(u' '), room);
}

QRectF lackRect(const NodeDrawing &node, const QStringList &lines, const Lettering &letters)
{
    const double width = letters.width(Hand::Name, lines);
    const QRectF &outline = node.place.outline;
    const double name = node.kind == NodeDrawing::Kind::Group ? lineHeight : 0;
    return { outline.center().x() - width / 2, outline.bottom() + Circle::below + name, width,
             lineHeight * double(lines.size()) };
}

// Around what happens now or is selected.
void paintRing(QPainter &painter, const NodeDrawing &node, const Theme &theme)
{
    const bool inAction = node.action != NodeDrawing::Action::None && !node.isLeaf();
    if (!inAction && !node.isSelected)
        return;
    const QColor &color = !inAction                   ? theme.accent
        : node.action == NodeDrawing::Action::Forward ? theme.forward
                                                      : theme.backward;
    painter.setPen(QPen(color, inAction ? ringWidth : 1.5));
    if (node.isLeaf()) {
        painter.setBrush(theme.accentTint);
        return painter.drawRoundedRect(node.place.outline.adjusted(-7, -4, 7, 4), 6, 6);
    }
    const QRectF ring = node.place.outline.adjusted(-ringGap, -ringGap, ringGap, ringGap);
    painter.setBrush(theme.canvas);
    painter.drawRoundedRect(ring, ring.height() / 2, ring.height() / 2);
}

void paintCircle(QPainter &painter, const NodeDrawing &node, const Theme &theme)
{
    const QRectF &outline = node.place.outline;
    if (node.lack.isEmpty())
        return paintDisc(painter, outline, lineWidth, theme.text, theme.canvas);
    painter.setPen(QPen(theme.mutedText, 1.5, Qt::DashLine));
    painter.setBrush(theme.canvas);
    painter.drawRoundedRect(outline, outline.height() / 2, outline.height() / 2);
    painter.setPen(QPen(theme.mutedText, 1.5));
    for (const QPointF &port : node.openPorts)
        painter.drawEllipse(port, portRadius, portRadius);
}

void paintSymbol(QPainter &painter, const NodeDrawing &node, const DiagramStyle &style)
{
    const QRectF &outline = node.place.outline;
    painter.setPen(node.lack.isEmpty() ? style.theme.text : style.theme.mutedText);
    style.letters->drawInkCentred(painter, Lettering::symbolHand(node.label), node.label, outline.center());
    if (node.name.isEmpty())
        return;
    painter.setFont(style.letters->font(Hand::Name));
    painter.setPen(style.theme.mutedText);
    const QRectF below(outline.center().x() - 100, outline.bottom() + Circle::below, 200, lineHeight);
    painter.drawText(below, Qt::AlignHCenter | Qt::AlignTop | Qt::TextDontClip, node.name);
}

void paintBranch(QPainter &painter, const NodeDrawing &node, const DiagramStyle &style)
{
    const QStringList lines = branchLines(node, *style.letters);
    painter.setPen(style.theme.backward);
    double top = branchRoom(node, { 0, lineHeight * double(lines.size()) }).top();
    for (const QString &line : lines) {
        QRectF room = branchRoom(node, { style.letters->width(branchHand, line), lineHeight });
        room.moveTop(top);
        style.letters->drawCentred(painter, branchHand, line, room);
        top += lineHeight;
    }
}

// Where nothing is wrong but something is missing, it is said quietly.
void paintLack(QPainter &painter, const NodeDrawing &node, const DiagramStyle &style)
{
    if (node.lack.isEmpty())
        return;
    painter.setPen(node.isUnfinished ? style.theme.mutedText : style.theme.bad);
    const QStringList lines = lackLines(node, *style.letters);
    QRectF room = lackRect(node, lines, *style.letters);
    room.setHeight(lineHeight);
    for (const QString &line : lines) {
        style.letters->drawCentred(painter, Hand::Name, line, room);
        room.translate(0, lineHeight);
    }
}

// At the circle's upper right; told apart by sign and fill.
void paintBadge(QPainter &painter, const NodeDrawing &node, const DiagramStyle &style)
{
    if (node.badge == NodeDrawing::Badge::None)
        return;
    const Theme &theme = style.theme;
    const bool filled = node.badge != NodeDrawing::Badge::Inherited;
    const QPointF corner = node.place.outline.topRight() - QPointF(badgeSize, badgeSize) / 2;
    const QRectF rect(corner, QSizeF(badgeSize, badgeSize));
    painter.setPen(QPen(theme.bad, 1.5));
    painter.setBrush(filled ? theme.bad : theme.canvas);
    painter.drawEllipse(rect);
    QFont font = style.font;
    font.setPixelSize(Size::body);
    font.setWeight(QFont::Bold);
    painter.setFont(font);
    painter.setPen(filled ? theme.canvas : theme.bad);
    const bool faulty = node.badge == NodeDrawing::Badge::Faulty;
    painter.drawText(rect, Qt::AlignCenter, faulty ? u"✗"_s : u"!"_s);
}

} // namespace

QString NodeDrawing::branchText() const
{
    return branchPieces(*this).join(u' ');
}

QRectF branchRect(const NodeDrawing &node, const Lettering &letters)
{
    const QStringList lines = branchLines(node, letters);
    if (lines.isEmpty())
        return {};
    return branchRoom(node, { letters.width(branchHand, lines), lineHeight * double(lines.size()) });
}

QRectF bounds(const NodeDrawing &node, const Lettering &letters)
{
    QRectF rect = node.place.outline.adjusted(-reachOut, -reachOut, reachOut, reachOut);
    if (node.kind == NodeDrawing::Kind::Group)
        rect.adjust(-40, 0, 40, lineHeight + reachOut); // the group's name below
    if (!node.lack.isEmpty())
        rect |= lackRect(node, lackLines(node, letters), letters);
    return node.place.branch.isNull() ? rect : rect | branchRoom(node, Branch::largest);
}

bool isHit(const NodePlace &place, const QPointF &point)
{
    const QRectF around = place.outline.adjusted(-4, -4, 4, 4);
    if (!around.contains(point))
        return false;
    QPainterPath path;
    path.addRoundedRect(around, 8, 8);
    return path.contains(point);
}

void paintShapes(const Canvas &canvas, const NodeDrawing &node, const DiagramStyle &style)
{
    paintRing(canvas.painter(), node, style.theme);
    if (!node.isLeaf())
        paintCircle(canvas.painter(), node, style.theme);
}

void paintLetters(QPainter &painter, const NodeDrawing &node, const DiagramStyle &style)
{
    if (node.isLeaf()) {
        painter.setPen(node.kind == NodeDrawing::Kind::Constant ? style.theme.mutedText : style.theme.text);
        style.letters->drawCentred(painter, Hand::Name, node.label, node.place.outline);
    } else {
        paintSymbol(painter, node, style);
    }
    paintBranch(painter, node, style);
    paintBadge(painter, node, style);
    paintLack(painter, node, style);
}

} // namespace chainrule
