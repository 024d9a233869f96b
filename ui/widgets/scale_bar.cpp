// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/scale_bar.h"

#include "ui/text/numbers.h"
#include "ui/theme/text_role.h"
#include "ui/theme/theme.h"
#include "ui/widgets/heat_map.h"

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
    painter.setLayoutDirection(Qt::LeftToRight); // figures, in every language
    const Theme theme = Theme::of(palette());
    const QRect bar(0, 0, width() - 1, barHeight);
    for (int x = 0; x < bar.width(); ++x) {
        painter.setPen(heatColor(theme, 2.0 * x / bar.width() - 1, 1));
        painter.drawLine(x, 0, x, barHeight);
    }
    painter.setPen(theme.line);
    painter.drawRect(bar);
    painter.setFont(roleFont(TextRole::Note, font()));
    painter.setPen(theme.mutedText);
    const QRect words(0, barHeight + 4, width(), height() - barHeight - 4);
    const QString least = displayNumber(-m_limit), zero = displayNumber(0), most = displayNumber(m_limit);
    const int needed = 2 * painter.fontMetrics().horizontalAdvance(least) + painter.fontMetrics().horizontalAdvance(zero);
    if (m_limit == 0 || needed + 2 * Size::grid <= width()) // the middle is told by its colour too
        painter.drawText(words, Qt::AlignHCenter | Qt::AlignTop, zero);
    if (m_limit == 0)
        return; // a matrix of zeros has no scale
    painter.drawText(words, Qt::AlignLeft | Qt::AlignTop, least);
    painter.drawText(words, Qt::AlignRight | Qt::AlignTop, most);
}

} // namespace chainrule
