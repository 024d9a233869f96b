// SPDX-License-Identifier: GPL-3.0-or-later
// The quiet frame around an unfolded group, with the group's name.
#pragma once

#include "ui/diagram/drawing/diagram_item.h"
#include "ui/diagram/drawing/diagram_style.h"

namespace chainrule {

class FrameItem final : public DiagramItem
{
public:
    explicit FrameItem(const DiagramStyle &style);

    // From now on this one. Returns whether it looks different then.
    bool show(const QString &group, const QString &name, const QRectF &rect);
    const QString &group() const { return m_group; } // id
    const QRectF &place() const { return m_rect; }
    void setPlace(const QRectF &rect);

    QRectF boundingRect() const override { return m_rect.adjusted(-1, -1, 1, 1); }
    void paintShapes(const Canvas &canvas) const override;
    void paintLetters(QPainter &painter, const QRectF &) const override;

private:
    const DiagramStyle &m_style;
    QString m_group;
    QString m_name;
    QRectF m_rect;
};

} // namespace chainrule
