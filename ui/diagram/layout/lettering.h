// SPDX-License-Identifier: GPL-3.0-or-later
// Short texts that are drawn again in every frame: names, symbols, numbers. Each is shaped once, at whatever scale it is seen;
// numbers are put together from signs that are.
#pragma once

#include <QtCore/QCache>
#include <QtCore/QList>
#include <QtCore/QRectF>
#include <QtCore/QStringList>
#include <QtGui/QFont>
#include <QtGui/QGlyphRun>

#include <optional>
#include <utility>
#include <vector>

class QPainter;

namespace chainrule {

class Lettering final
{
public:
    enum class Hand { Symbol, LongSymbol, Name, Figure, StrongFigure, Product };
    static constexpr int hands = 6;

    explicit Lettering(const QFont &font = {});

    const QFont &font(Hand hand) const { return m_fonts[std::size_t(hand)]; }
    double width(Hand hand, const QString &text) const;
    double width(Hand hand, const QStringList &lines) const; // of the widest
    // Lines of so many pixels, as far as the pieces allow.
    QStringList broken(Hand hand, const QStringList &pieces, double room) const;
    double height(Hand hand) const { return line(hand, {}).size.height(); }
    // With the painter's pen; not clipped to the rectangle.
    void drawCentred(QPainter &painter, Hand hand, const QString &text, const QRectF &rect) const;
    // Centred on the ink: the line box of a font stands higher than its signs.
    void drawInkCentred(QPainter &painter, Hand hand, const QString &text, const QPointF &centre) const;

    static Hand symbolHand(const QString &symbol) { return symbol.size() <= 2 ? Hand::Symbol : Hand::LongSymbol; }
    static Hand figureHand(bool strong) { return strong ? Hand::StrongFigure : Hand::Figure; }

private:
    struct Line
    {
        QList<QGlyphRun> glyphs;
        QSizeF size;
        double inkMiddle = 0; // from the top
    };

    // A sign that numbers are written with.
    struct Sign
    {
        quint32 glyph = 0;
        QPointF place; // in a line of its own
        double width = 0;
        bool known = false; // it is in the same font as the digits
    };
    struct Signs
    {
        QGlyphRun glyphs; // of a digit, for its font
        QSizeF size;
        std::vector<Sign> signs;
    };

    const Line &line(Hand hand, const QString &text) const; // until the next one is asked for
    Line shaped(Hand hand, const QString &text) const;
    const Signs &signsOf(Hand hand) const;
    // Of a number, all of whose signs are known; else nothing.
    std::optional<double> composedWidth(Hand hand, const QString &text) const;

    QFont m_fonts[hands];
    mutable std::optional<Signs> m_signs[hands];
    mutable QCache<std::pair<QString, int>, Line> m_lines;
};

} // namespace chainrule
