// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/lettering.h"

#include "ui/theme/theme.h"

#include <QtGui/QFontMetricsF>
#include <QtGui/QPainter>
#include <QtGui/QTextLayout>

#include <algorithm>

namespace chainrule {

namespace {

constexpr int kept = 4096; // texts: more than a window has room for
constexpr int symbolSize = 24;

bool isNumber(const QString &text)
{
    static const QString signs = QStringLiteral("0123456789.\u2212+=× ()");
    return text.front() != QLatin1Char(' ') && std::ranges::all_of(text, [](QChar c) { return signs.contains(c); });
}

QFont sized(QFont font, int pixels, QFont::Weight weight)
{
    font.setPixelSize(pixels);
    font.setWeight(weight);
    return font;
}

} // namespace

Lettering::Lettering(const QFont &font)
    : m_fonts{ sized(font, symbolSize, QFont::Medium), sized(font, Size::value + 1, QFont::Medium),
               sized(font, Size::value, QFont::Medium), sized(font, Size::value + 1, QFont::DemiBold),
               sized(font, Size::value + 1, QFont::Bold) }
    , m_lines(kept)
{
}

Lettering::Line Lettering::shaped(Hand hand, const QString &text) const
{
    QTextLayout layout(text, font(hand));
    layout.beginLayout();
    QTextLine line = layout.createLine();
    layout.endLayout();
    Line made{ layout.glyphRuns(), { line.horizontalAdvance(), line.height() }, line.ascent() };
    if (hand == Hand::Symbol || hand == Hand::LongSymbol)
        made.inkMiddle += QFontMetricsF(font(hand)).tightBoundingRect(text).center().y();
    return made;
}

// A number is its digits side by side: after an edit all numbers in view are other ones, and shaping takes longer than all
// else.
Lettering::Line Lettering::composed(Hand hand, const QString &text) const
{
    Line made = line(hand, text.left(1));
    QList<quint32> signs;
    QList<QPointF> places;
    double x = 0;
    for (const QChar c : text) {
        const Line &sign = line(hand, c);
        if (sign.glyphs.size() > 1
            || (!sign.glyphs.isEmpty() && sign.glyphs.front().rawFont() != made.glyphs.front().rawFont()))
            return shaped(hand, text); // not all of it is in one font
        if (!sign.glyphs.isEmpty()) {
            signs.append(sign.glyphs.front().glyphIndexes());
            for (const QPointF &place : sign.glyphs.front().positions())
                places.append(place + QPointF(x, 0));
        }
        x += sign.size.width();
    }
    made.glyphs.front().setGlyphIndexes(signs);
    made.glyphs.front().setPositions(places);
    made.size.setWidth(x);
    return made;
}

const Lettering::Line &Lettering::line(Hand hand, const QString &text) const
{
    const std::pair key(text, int(hand));
    if (const Line *known = m_lines.object(key))
        return *known;
    auto *made = new Line(text.size() > 1 && isNumber(text) ? composed(hand, text) : shaped(hand, text));
    m_lines.insert(key, made);
    return *made;
}

void Lettering::drawCentred(QPainter &painter, Hand hand, const QString &text, const QRectF &rect) const
{
    const Line &set = line(hand, text);
    const QPointF corner = rect.center() - QPointF(set.size.width(), set.size.height()) / 2;
    for (const QGlyphRun &glyphs : set.glyphs)
        painter.drawGlyphRun(corner, glyphs);
}

void Lettering::drawInkCentred(QPainter &painter, Hand hand, const QString &text, const QPointF &centre) const
{
    const Line &set = line(hand, text);
    for (const QGlyphRun &glyphs : set.glyphs)
        painter.drawGlyphRun(centre - QPointF(set.size.width() / 2, set.inkMiddle), glyphs);
}

} // namespace chainrule
