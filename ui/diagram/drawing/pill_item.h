// SPDX-License-Identifier: GPL-3.0-or-later
// "1.1 × 2 = 2.2" beside the arrow of the current step.
#pragma once

#include "ui/diagram/drawing/diagram_item.h"
#include "ui/diagram/drawing/diagram_style.h"

namespace chainrule {

class PillItem final : public DiagramItem
{
public:
    explicit PillItem(const DiagramStyle &style);

    void setPill(const QString &text, const QPointF &centre);

    static QSizeF sizeOf(const DiagramStyle &style, const QString &text);
    const QString &text() const { return m_text; }

    QRectF boundingRect() const override { return m_rect.adjusted(-1, -1, 1, 1); }
    void paintShapes(const Canvas &) const override { }
    // With what stands behind them: nothing else is to shine through.
    void paintLetters(QPainter &painter, const QRectF &) const override;

private:
    const DiagramStyle &m_style;
    QString m_text;
    QRectF m_rect;
};

} // namespace chainrule
