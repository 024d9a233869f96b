// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/gradients/histogram_view.h"

#include "ui/text/numbers.h"
#include "ui/theme/text_role.h"

#include <QtGui/QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace chainrule {

void HistogramView::show(const QString &title, const QString &note, const Histogram &histogram, QColor Theme::*colour)
{
    m_title = title;
    m_note = note;
    m_histogram = histogram;
    m_colour = colour;
    setAccessibleName(title);
    setAccessibleDescription(note);
    update();
}

void HistogramView::showNothing(const QString &title)
{
    show(title, {}, {}, m_colour);
}

void HistogramView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setLayoutDirection(Qt::LeftToRight); // figures, in every language
    const Theme theme = Theme::of(palette());
    const QFont note = roleFont(TextRole::Note, font());
    const QFont strong = roleFont(TextRole::StrongNote, font());
    const QFontMetrics metrics(note);
    const int line = metrics.height();
    painter.setFont(strong);
    painter.setPen(theme.text);
    const int titleWidth = QFontMetrics(strong).horizontalAdvance(m_title) + Size::grid;
    painter.drawText(QRect(0, 0, titleWidth, line), Qt::AlignLeft | Qt::AlignVCenter, m_title);
    painter.setFont(note);
    painter.setPen(theme.mutedText);
    painter.drawText(QRect(titleWidth, 0, width() - titleWidth, line), Qt::AlignLeft | Qt::AlignVCenter,
                     metrics.elidedText(m_note, Qt::ElideRight, width() - titleWidth));
    const QRect area(0, line + Size::grid / 2, width(), height() - 2 * line - Size::grid);
    painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), theme.mutedText);
    if (!(m_histogram.reach > 0))
        return;
    const Index most = *std::ranges::max_element(m_histogram.counts);
    const auto bars = qreal(m_histogram.counts.size());
    for (std::size_t i = 0; i < m_histogram.counts.size(); ++i) {
        const qreal left = area.left() + std::round(area.width() * qreal(i) / bars);
        const qreal right = area.left() + std::round(area.width() * qreal(i + 1) / bars);
        const qreal height = qreal(area.height() - 1) * qreal(m_histogram.counts[i]) / qreal(most);
        painter.fillRect(QRectF(left, area.bottom() - height, std::max(1.0, right - left - 1), height), theme.*m_colour);
    }
    const QRect below(0, area.bottom() + 2, width(), line);
    painter.drawText(below, Qt::AlignLeft, displayNumber(-m_histogram.reach));
    painter.drawText(below, Qt::AlignHCenter, u"0"_s);
    painter.drawText(below, Qt::AlignRight, displayNumber(m_histogram.reach));
}

} // namespace chainrule
