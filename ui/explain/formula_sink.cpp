// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explain/formula_sink.h"

#include <QtGui/QPainter>

#include <algorithm>

namespace chainrule {

void PainterSink::text(const QPointF &baseline, const QString &text, const QFont &font, const QColor &color)
{
    m_painter.setPen(color);
    m_painter.setFont(font);
    m_painter.drawText(baseline, text);
}

void PainterSink::stroke(const QPainterPath &path, double width, const QColor &color)
{
    m_painter.strokePath(path, QPen(color, width));
}

void OutlineSink::text(const QPointF &baseline, const QString &text, const QFont &font, const QColor &color)
{
    QPainterPath letters;
    letters.setFillRule(Qt::WindingFill);
    letters.addText(baseline, font, text);
    add(letters, color);
}

void OutlineSink::stroke(const QPainterPath &path, double width, const QColor &color)
{
    QPainterPathStroker stroker;
    stroker.setWidth(width);
    add(stroker.createStroke(path), color);
}

void OutlineSink::add(const QPainterPath &path, const QColor &color)
{
    auto same = std::ranges::find(m_outlines, color, &FormulaLayout::Outline::color);
    if (same == m_outlines.end()) {
        m_outlines.append({ {}, color });
        same = m_outlines.end() - 1;
        same->path.setFillRule(Qt::WindingFill);
    }
    same->path.addPath(path);
}

} // namespace chainrule
