// SPDX-License-Identifier: GPL-3.0-or-later
// Where a set formula goes: onto a painter, as hinted text, or into outlines.
#pragma once

#include "ui/explain/formula_layout.h"

namespace chainrule {

class FormulaSink
{
public:
    virtual ~FormulaSink() = default;

    virtual void text(const QPointF &baseline, const QString &text, const QFont &font, const QColor &color) = 0;
    virtual void stroke(const QPainterPath &path, double width, const QColor &color) = 0;
};

class PainterSink final : public FormulaSink
{
public:
    explicit PainterSink(QPainter &painter)
        : m_painter(painter)
    {
    }

    void text(const QPointF &baseline, const QString &text, const QFont &font, const QColor &color) override;
    void stroke(const QPainterPath &path, double width, const QColor &color) override;

private:
    QPainter &m_painter;
};

class OutlineSink final : public FormulaSink
{
public:
    void text(const QPointF &baseline, const QString &text, const QFont &font, const QColor &color) override;
    void stroke(const QPainterPath &path, double width, const QColor &color) override;

    const QList<FormulaLayout::Outline> &outlines() const { return m_outlines; }

private:
    void add(const QPainterPath &path, const QColor &color);

    QList<FormulaLayout::Outline> m_outlines;
};

} // namespace chainrule
