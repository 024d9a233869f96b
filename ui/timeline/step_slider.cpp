// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/step_slider.h"

#include "ui/theme/text_role.h"
#include "ui/theme/theme.h"

#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>

#include <algorithm>
#include <cmath>

namespace chainrule {

namespace {

constexpr double sliderSide = 20; // room for the handle and half of the text below it
constexpr double trackWidth = 6;
constexpr double markReach = 8;
constexpr double handleRadius = 9;
constexpr double leastMarkGap = 5; // px: closer marks say nothing
constexpr int barHeight = 64;

} // namespace

StepSlider::StepSlider(QWidget *parent)
    : QAbstractSlider(parent)
{
    setOrientation(Qt::Horizontal);
    setSingleStep(1);
    setPageStep(1);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Step"));
}

void StepSlider::setSteps(int count, int forward)
{
    m_forward = forward;
    setRange(0, count);
    update();
}

QString StepSlider::positionText() const
{
    return tr("%1 of %2").arg(value()).arg(maximum());
}

QSize StepSlider::sizeHint() const
{
    return { 480, barHeight };
}

QSize StepSlider::minimumSizeHint() const
{
    return { 160, barHeight };
}

void StepSlider::sliderChange(SliderChange change)
{
    setAccessibleDescription(positionText());
    QAbstractSlider::sliderChange(change);
}

double StepSlider::xOf(int position) const
{
    return sliderSide + (width() - 2 * sliderSide) * position / std::max(1, maximum());
}

int StepSlider::positionAt(double x) const
{
    const double share = (x - sliderSide) / std::max(1.0, width() - 2 * sliderSide);
    return std::clamp(int(std::lround(share * maximum())), 0, maximum());
}

void StepSlider::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        setValue(positionAt(event->position().x()));
}

void StepSlider::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons() & Qt::LeftButton)
        setValue(positionAt(event->position().x()));
}

void StepSlider::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::of(palette());
    QPainter painter(this);
    painter.setLayoutDirection(Qt::LeftToRight); // figures, in every language
    painter.setRenderHint(QPainter::Antialiasing);
    const double y = barHeight / 2.0;
    const auto track = [&](int from, int to, const QColor &color) {
        if (to > from)
            painter.fillRect(QRectF(xOf(from), y - trackWidth / 2, xOf(to) - xOf(from), trackWidth), color);
    };
    track(0, maximum(), theme.line);
    track(0, std::min(value(), m_forward), theme.forward);
    track(m_forward, value(), theme.backward);
    if ((width() - 2 * sliderSide) / std::max(1, maximum()) >= leastMarkGap)
        for (int i = 0; i <= maximum(); ++i) {
            painter.setPen(QPen(theme.mutedText, i == m_forward ? 2 : 1));
            painter.drawLine(QPointF(xOf(i), y - markReach), QPointF(xOf(i), y + markReach));
        }
    const bool backward = value() > m_forward;
    painter.setPen(QPen(value() == 0 ? theme.mutedText : backward ? theme.backward : theme.forward, hasFocus() ? 5 : 3.5));
    painter.setBrush(theme.canvas);
    painter.drawEllipse(QPointF(xOf(value()), y), handleRadius, handleRadius);

    QFont font = roleFont(TextRole::Note, this->font());
    painter.setFont(font);
    painter.setPen(theme.mutedText);
    const double half = QFontMetricsF(font).horizontalAdvance(positionText()) / 2 + 1;
    const double centre = std::clamp(xOf(value()), half, std::max(half, width() - half));
    painter.drawText(QRectF(centre - 60, y + 13, 120, 16), Qt::AlignHCenter | Qt::AlignTop, positionText());
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    painter.setPen(theme.forward);
    painter.drawText(QRectF(sliderSide, 1, width(), 18), Qt::AlignLeft | Qt::AlignVCenter, tr("forward"));
    painter.setPen(theme.backward);
    const double room = QFontMetricsF(font).horizontalAdvance(tr("forward")) + 12;
    painter.drawText(QRectF(std::max(xOf(m_forward), sliderSide + room), 1, width(), 18), Qt::AlignLeft | Qt::AlignVCenter,
                     tr("backward"));
}

} // namespace chainrule
