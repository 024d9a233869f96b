// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explain/formula_label.h"

#include "ui/explain/formula_layout.h"

#include <QtGui/QPainter>

#include <algorithm>
#include <cmath>

namespace chainrule {

namespace {

constexpr double smallest = 11; // px: below this a formula is cut rather than unreadable

} // namespace

FormulaLabel::FormulaLabel(const Formula &formula, int size, QWidget *parent)
    : QWidget(parent)
    , m_formula(formula)
    , m_size(size)
{
    setAccessibleName(formula.plainText());
    setToolTip(QString());
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize FormulaLabel::sizeHint() const
{
    const auto extent = FormulaLayout(font(), Theme::of(palette())).measure(m_formula, m_size);
    return { int(std::ceil(extent.width)) + 2, int(std::ceil(extent.height())) + 4 };
}

QSize FormulaLabel::minimumSizeHint() const
{
    return { 80, sizeHint().height() };
}

void FormulaLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const FormulaLayout layout(font(), Theme::of(palette()));
    double size = m_size;
    while (size > smallest && layout.measure(m_formula, size).width > width())
        size -= 0.5;
    const auto extent = layout.measure(m_formula, size);
    layout.paint(painter, m_formula, { 0, (height() - extent.height()) / 2 + extent.ascent }, size);
}

} // namespace chainrule
