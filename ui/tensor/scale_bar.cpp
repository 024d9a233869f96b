// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tensor/scale_bar.h"

#include "ui/tensor/heat_map.h"
#include "ui/text/numbers.h"
#include "ui/theme/theme.h"

#include <QtGui/QPainter>

namespace chainrule {

ScaleBar::ScaleBar(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setLimit(0);
}

void ScaleBar::setLimit(double limit)
{
    m_limit = limit;
    setAccessibleName(tr("Colours from %1 to %2, zero in the middle").arg(displayNumber(-limit), displayNumber(limit)));
    update();
}

void ScaleBar::paintEvent(QPaintEvent *)
{
    constexpr int barHeight = 12;
    QPainter painter(this);
    const Theme theme = Theme::of(palette());
    const QRect bar(0, 0, width() - 1, barHeight);
    for (int x = 0; x < bar.width(); ++x) {
        painter.setPen(heatColor(theme, 2.0 * x / bar.width() - 1, 1));
        painter.drawLine(x, 0, x, barHeight);
    }
    painter.setPen(theme.line);
    painter.drawRect(bar);
    QFont small = font();
    small.setPixelSize(Size::caption);
    painter.setFont(small);
    painter.setPen(theme.mutedText);
    const QRect words(0, barHeight + 4, width(), height() - barHeight - 4);
    painter.drawText(words, Qt::AlignHCenter | Qt::AlignTop, displayNumber(0));
    if (m_limit == 0)
        return; // a matrix of zeros has no scale
    painter.drawText(words, Qt::AlignLeft | Qt::AlignTop, displayNumber(-m_limit));
    painter.drawText(words, Qt::AlignRight | Qt::AlignTop, displayNumber(m_limit));
}

} // namespace chainrule
