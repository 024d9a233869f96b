// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/plot/legend_entry.h"

#include "ui/widgets/plain_label.h"

#include <QtGui/QPainter>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

constexpr int sampleWidth = 3 * Size::grid;
constexpr int focusRoom = Size::grid / 2; // around everything

} // namespace

LegendEntry::LegendEntry(const CurveStyle &style, Value value, QWidget *parent)
    : QAbstractButton(parent)
    , m_name(plainLabel(TextRole::Note))
    , m_value(plainLabel(TextRole::StrongNote))
{
    setCheckable(true);
    setChecked(true);
    setFocusPolicy(Qt::TabFocus); // a click toggles, and leaves the focus where it is
    setCursor(Qt::PointingHandCursor);
    // As wide as it will ever be, so that nothing beside it moves while the figures run.
    m_value->setMinimumWidth(m_value->fontMetrics().horizontalAdvance(u"0.0000"_s));
    m_value->setVisible(value == Value::Shown);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(focusRoom + sampleWidth + Size::grid, 0, focusRoom, 0);
    layout->setSpacing(Size::grid / 2 + 2);
    layout->addWidget(m_name);
    layout->addWidget(m_value);
    setStyle(style);
    connect(this, &QAbstractButton::toggled, this, &LegendEntry::showState);
}

void LegendEntry::setStyle(const CurveStyle &style)
{
    m_style = style;
    m_name->setText(style.name);
    m_value->setAccessibleName(style.name);
    setAccessibleName(tr("Show the curve “%1”").arg(style.name));
    showState();
    update();
}

void LegendEntry::setValue(const QString &value)
{
    m_value->setText(value);
    setAccessibleDescription(value);
}

QString LegendEntry::value() const
{
    return m_value->text();
}

void LegendEntry::showState()
{
    setToolTip(isChecked() ? tr("Hide “%1”").arg(m_style.name) : tr("Show “%1”").arg(m_style.name));
    for (QLabel *label : { m_name, m_value })
        label->setEnabled(isChecked());
}

void LegendEntry::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme theme = Theme::of(palette());
    if (hasFocus()) {
        painter.setPen(QPen(theme.accent, 2));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), focusRoom, focusRoom);
    }
    const QColor colour = isChecked() ? theme.*m_style.colour : theme.line;
    const qreal y = height() / 2.0 + 0.5;
    painter.setPen(QPen(colour, std::max(2.0, m_style.width), m_style.line, Qt::FlatCap));
    painter.drawLine(QPointF(focusRoom, y), QPointF(focusRoom + sampleWidth, y));
    if (!m_style.dots)
        return;
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawEllipse(QPointF(focusRoom + sampleWidth / 2.0, y), CurveStyle::dotRadius, CurveStyle::dotRadius);
}

} // namespace chainrule
