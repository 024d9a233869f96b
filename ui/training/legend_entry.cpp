// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/legend_entry.h"

#include <QtGui/QPainter>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>

#include <algorithm>

namespace chainrule {

namespace {

constexpr int sampleWidth = 3 * Size::grid;
constexpr qreal dotRadius = 3; // px

} // namespace

LegendEntry::LegendEntry(CurveStyle style, QWidget *parent)
    : QWidget(parent)
    , m_style(std::move(style))
    , m_value(new QLabel)
{
    auto *name = new QLabel(m_style.name);
    name->setProperty("role", QStringLiteral("muted"));
    m_value->setProperty("role", QStringLiteral("value"));
    m_value->setAccessibleName(m_style.name);
    // As wide as it will ever be, so that nothing beside it moves while the figures run.
    m_value->setMinimumWidth(m_value->fontMetrics().horizontalAdvance(QStringLiteral("0.0000")));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(sampleWidth + Size::grid, 0, 0, 0);
    layout->setSpacing(Size::grid / 2 + 2);
    layout->addWidget(name);
    layout->addWidget(m_value);
}

void LegendEntry::setValue(const QString &value)
{
    m_value->setText(value);
}

QString LegendEntry::value() const
{
    return m_value->text();
}

void LegendEntry::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor colour = Theme::of(palette()).*m_style.colour;
    const qreal y = height() / 2.0 + 0.5;
    const Qt::PenStyle line = m_style.dashed ? Qt::DashLine : Qt::SolidLine;
    painter.setPen(QPen(colour, std::max(2.0, m_style.width), line, Qt::FlatCap));
    painter.drawLine(QPointF(0, y), QPointF(sampleWidth, y));
    if (!m_style.dots)
        return;
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawEllipse(QPointF(sampleWidth / 2.0, y), dotRadius, dotRadius);
}

} // namespace chainrule
