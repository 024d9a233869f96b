// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/weights/matrix_map.h"

#include "ui/text/numbers.h"
#include "ui/theme/text_role.h"
#include "ui/theme/theme.h"
#include "ui/widgets/heat_map.h"

#include <QtGui/QHelpEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QToolTip>

#include <algorithm>

namespace chainrule {

namespace {

constexpr int headHeight = 2 * Size::grid; // px: the classes' names
constexpr double largestCell = 16;

} // namespace

MatrixMap::MatrixMap(QWidget *parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Weights from hidden units to classes"));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
}

void MatrixMap::setMatrix(std::vector<double> numbers, Index columns)
{
    m_numbers = std::move(numbers);
    m_columns = columns;
    m_limit = heatLimit(view());
    update();
}

void MatrixMap::setCurrent(int row)
{
    m_current = row;
    update();
}

QRectF MatrixMap::matrixRect() const
{
    const double room = height() - headHeight - 2;
    return { 1, headHeight, width() - 2.0, std::min(room, largestCell * double(rows())) };
}

QPoint MatrixMap::cellAt(const QPointF &point) const
{
    const QRectF all = matrixRect();
    if (m_numbers.empty() || !all.contains(point))
        return { -1, -1 };
    const auto part = [](double at, double length, Index count) {
        return std::min(int(at / length * double(count)), int(count) - 1);
    };
    return { part(point.x() - all.left(), all.width(), m_columns), part(point.y() - all.top(), all.height(), rows()) };
}

void MatrixMap::paintEvent(QPaintEvent *)
{
    if (m_numbers.empty())
        return;
    QPainter painter(this);
    painter.setLayoutDirection(Qt::LeftToRight); // figures, in every language
    const Theme theme = Theme::of(palette());
    const QRectF all = matrixRect();
    paintHeatMap(painter, all, heatImage(theme, view(), m_limit, all.size().toSize()));
    painter.setFont(roleFont(TextRole::Note, font()));
    painter.setPen(theme.mutedText);
    const double across = all.width() / double(m_columns);
    for (Index column = 0; column < m_columns; ++column)
        painter.drawText(QRectF(all.left() + double(column) * across, 0, across, headHeight), Qt::AlignCenter,
                         QString::number(column));
    painter.setPen(theme.line);
    painter.drawRect(all.adjusted(-0.5, -0.5, 0.5, 0.5));
    if (m_current < 0)
        return;
    const double down = all.height() / double(rows());
    painter.setPen(QPen(theme.accent, 2));
    painter.drawRect(QRectF(all.left(), all.top() + m_current * down, all.width(), down).adjusted(0, -1, 0, 1));
}

void MatrixMap::mousePressEvent(QMouseEvent *event)
{
    if (const QPoint cell = cellAt(event->position()); cell.y() >= 0)
        Q_EMIT pointedAt(cell.y());
}

bool MatrixMap::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto &help = static_cast<QHelpEvent &>(*event);
    const QPoint cell = cellAt(help.pos());
    const QString text = cell.y() < 0 ? QString()
                                      : tr("From unit %1 to class %2: %3", "a weight")
                                            .arg(cell.y() + 1)
                                            .arg(cell.x())
                                            .arg(displayNumber(view().at(cell.y(), cell.x())));
    QToolTip::showText(help.globalPos(), text, this);
    return true;
}

} // namespace chainrule
