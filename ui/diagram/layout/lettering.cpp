// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/layout/lettering.h"

#include "ui/theme/theme.h"

#include <QtCore/QVarLengthArray>
#include <QtGui/QFontMetricsF>
#include <QtGui/QPainter>
#include <QtGui/QTextLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

constexpr int kept = 4096; // texts: more than a window has room for
constexpr int symbolSize = 24;

const QString numberSigns = u"0123456789.\u2212+=× ()Σ…"_s;

// -1 for what no number is written with.
qsizetype signIndex(QChar c)
{
    return c.isDigit() && c.unicode() < 128 ? c.unicode() - u'0' : numberSigns.indexOf(c);
}

QFont sized(QFont font, int pixels, QFont::Weight weight)
{
    font.setPixelSize(pixels);
    font.setWeight(weight);
    return font;
}

} // namespace

Lettering::Lettering(const QFont &font)
    : m_fonts{ sized(font, symbolSize, QFont::Medium),    sized(font, Size::value + 1, QFont::Medium),
               sized(font, Size::value, QFont::Medium),   sized(font, Size::value + 1, QFont::DemiBold),
               sized(font, Size::value + 1, QFont::Bold), sized(font, Size::value, QFont::DemiBold) }
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

const Lettering::Signs &Lettering::signsOf(Hand hand) const
{
    std::optional<Signs> &signs = m_signs[std::size_t(hand)];
    if (signs)
        return *signs;
    const Line digit = shaped(hand, numberSigns.left(1));
    signs = Signs{ digit.glyphs.front(), digit.size, {} };
    for (const QChar c : numberSigns) {
        const Line line = shaped(hand, c);
        Sign sign;
        sign.width = line.size.width();
        sign.known = line.glyphs.size() == 1 && line.glyphs.front().glyphIndexes().size() == 1
            && line.glyphs.front().rawFont() == signs->glyphs.rawFont();
        if (sign.known) {
            sign.glyph = line.glyphs.front().glyphIndexes().front();
            sign.place = line.glyphs.front().positions().front();
        }
        signs->signs.push_back(sign);
    }
    return *signs;
}

std::optional<double> Lettering::composedWidth(Hand hand, const QString &text) const
{
    if (text.isEmpty())
        return std::nullopt;
    const Signs &signs = signsOf(hand);
    double width = 0;
    for (const QChar c : text) {
        const qsizetype index = signIndex(c);
        if (index < 0 || !signs.signs[std::size_t(index)].known)
            return std::nullopt;
        width += signs.signs[std::size_t(index)].width;
    }
    return width;
}

double Lettering::width(Hand hand, const QString &text) const
{
    const std::optional<double> composed = composedWidth(hand, text);
    return composed ? *composed : line(hand, text).size.width();
}

double Lettering::width(Hand hand, const QStringList &lines) const
{
    double widest = 0;
    for (const QString &line : lines)
        widest = std::max(widest, width(hand, line));
    return widest;
}

QStringList Lettering::broken(Hand hand, const QStringList &pieces, double room) const
{
    QStringList lines;
    for (const QString &piece : pieces) {
        const QString longer = lines.isEmpty() ? piece : lines.back() + u' ' + piece;
        if (!lines.isEmpty() && width(hand, longer) <= room)
            lines.back() = longer;
        else
            lines.append(piece);
    }
    return lines;
}

const Lettering::Line &Lettering::line(Hand hand, const QString &text) const
{
    const std::pair key(text, int(hand));
    if (const Line *known = m_lines.object(key))
        return *known;
    m_lines.insert(key, new Line(shaped(hand, text)));
    return *m_lines.object(key);
}

// A number is its digits side by side: after an edit all numbers in view are other ones, and shaping them would take longer
// than all else.
void Lettering::drawCentred(QPainter &painter, Hand hand, const QString &text, const QRectF &rect) const
{
    const std::optional<double> width = composedWidth(hand, text);
    if (!width) {
        const Line &set = line(hand, text);
        for (const QGlyphRun &glyphs : set.glyphs)
            painter.drawGlyphRun(rect.center() - QPointF(set.size.width(), set.size.height()) / 2, glyphs);
        return;
    }
    const Signs &signs = signsOf(hand);
    QVarLengthArray<quint32, 32> glyphs;
    QVarLengthArray<QPointF, 32> places;
    double x = 0;
    for (const QChar c : text) {
        const Sign &sign = signs.signs[std::size_t(signIndex(c))];
        glyphs.append(sign.glyph);
        places.append(sign.place + QPointF(x, 0));
        x += sign.width;
    }
    QGlyphRun run = signs.glyphs;
    run.setRawData(glyphs.data(), places.data(), int(glyphs.size()));
    painter.drawGlyphRun(rect.center() - QPointF(*width, signs.size.height()) / 2, run);
}

void Lettering::drawInkCentred(QPainter &painter, Hand hand, const QString &text, const QPointF &centre) const
{
    const Line &set = line(hand, text);
    for (const QGlyphRun &glyphs : set.glyphs)
        painter.drawGlyphRun(centre - QPointF(set.size.width() / 2, set.inkMiddle), glyphs);
}

} // namespace chainrule
