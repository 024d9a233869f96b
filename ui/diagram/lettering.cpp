// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/lettering.h"

#include "ui/theme/theme.h"

#include <QtGui/QFontMetricsF>
#include <QtGui/QPainter>
#include <QtGui/QTextLayout>

namespace chainrule {

namespace {

constexpr int kept = 4096; // texts: more than a window has room for
constexpr int symbolSize = 24;

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
    const double middle = QFontMetricsF(font(hand)).tightBoundingRect(text).center().y();
    return { layout.glyphRuns(), { line.naturalTextWidth(), line.height() }, line.ascent() + middle };
}

const Lettering::Line &Lettering::line(Hand hand, const QString &text) const
{
    const std::pair key(text, int(hand));
    if (const Line *known = m_lines.object(key))
        return *known;
    auto *made = new Line(shaped(hand, text));
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
