// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/probability_bars.h"

#include "ui/theme/text_role.h"
#include "ui/theme/theme.h"

#include <QtCore/QLocale>
#include <QtGui/QPainter>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

constexpr int usualRow = 28; // px
constexpr int leastRow = 15;
constexpr int usualClasses = 10;
constexpr int nameWidth = 24;
constexpr int figureWidth = 56;
constexpr int barDecimals = 3;
constexpr double thickest = 16; // px, of a bar
constexpr double radius = 3;

} // namespace

ProbabilityBars::ProbabilityBars(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    setProbabilities({}, -1);
}

void ProbabilityBars::setProbabilities(std::span<const double> probabilities, int said)
{
    m_probabilities.assign(probabilities.begin(), probabilities.end());
    m_said = said;
    QStringList words;
    for (std::size_t i = 0; i < m_probabilities.size(); ++i)
        words.append(tr("%1: %2", "class: probability").arg(i).arg(locale().toString(m_probabilities[i], 'f', barDecimals)));
    setAccessibleName(words.isEmpty() ? tr("No probabilities") : tr("Probabilities of the classes"));
    setAccessibleDescription(words.join(u", "_s));
    update();
}

QSize ProbabilityBars::sizeHint() const
{
    return { 320, usualRow * usualClasses };
}

QSize ProbabilityBars::minimumSizeHint() const
{
    return { 200, leastRow * usualClasses };
}

void ProbabilityBars::paintEvent(QPaintEvent *)
{
    if (m_probabilities.empty())
        return;
    QPainter painter(this);
    painter.setLayoutDirection(Qt::LeftToRight); // figures, in every language
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const Theme theme = Theme::of(palette());
    const double row = std::min<double>(usualRow, double(height()) / double(m_probabilities.size()));
    const double thickness = std::min(thickest, row - 5);
    for (std::size_t i = 0; i < m_probabilities.size(); ++i) {
        const bool said = int(i) == m_said;
        const QRectF line(0, double(i) * row, width(), row);
        painter.setFont(roleFont(TextRole::Strong, font()));
        painter.setPen(theme.text);
        painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, QString::number(i));
        painter.setFont(roleFont(said ? TextRole::Strong : TextRole::Cell, font()));
        painter.setPen(said ? theme.text : theme.mutedText);
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, locale().toString(m_probabilities[i], 'f', barDecimals));
        const QRectF track(nameWidth, line.center().y() - thickness / 2, width() - nameWidth - figureWidth, thickness);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.dark ? theme.line : theme.panel.darker(104));
        painter.drawRoundedRect(track, radius, radius);
        const double part = std::isfinite(m_probabilities[i]) ? std::clamp(m_probabilities[i], 0.0, 1.0) : 0;
        QRectF bar = track;
        bar.setWidth(std::max(2.0, part * track.width())); // a sliver of nothing shows where bars begin
        painter.setBrush(said ? theme.forward : theme.dark ? theme.faint.lighter(140) : theme.faint);
        painter.drawRoundedRect(bar, std::min(radius, bar.width() / 2), std::min(radius, bar.width() / 2));
    }
}

} // namespace chainrule
