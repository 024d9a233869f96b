// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tensor/heat_view.h"

#include "ui/tensor/tensor_model.h"
#include "ui/theme/theme.h"
#include "ui/widgets/heat_map.h"

#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtGui/QWheelEvent>
#include <QtWidgets/QScrollBar>

#include <algorithm>
#include <cmath>

namespace chainrule {

namespace {

constexpr double zoomStep = 1.25;
constexpr double mostZoom = 64;
constexpr double largestCell = 32; // px, of a small matrix at zoom 1
constexpr double squareFrom = 2; // px, a cell's smaller side

} // namespace

HeatView::HeatView(const TensorModel &model, QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_model(model)
{
    setFrameShape(NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setMouseTracking(true);
    setAccessibleName(tr("Heat map"));
    connect(&model, &TensorModel::numbersChanged, this, &HeatView::follow);
}

void HeatView::follow()
{
    const View<const double> numbers = m_model.isThere() ? m_model.numbers() : View<const double>();
    if (numbers.rows != m_rows || numbers.columns != m_columns) {
        m_zoom = 1;
        m_current = { -1, -1 };
    }
    m_rows = numbers.rows;
    m_columns = numbers.columns;
    m_limit = heatLimit(numbers);
    m_image = {};
    updateScrollBars();
    viewport()->update();
}

void HeatView::setCurrent(int row, int column)
{
    m_current = { column, row };
    const QRectF cell = cellRect(row, column);
    const QRectF room = viewport()->rect();
    if (m_zoom > 1 && row >= 0 && !room.contains(cell)) {
        const QPointF by = cell.center() - room.center();
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() + int(by.x()));
        verticalScrollBar()->setValue(verticalScrollBar()->value() + int(by.y()));
    }
    viewport()->update();
}

QRectF HeatView::matrixRect() const
{
    if (m_rows == 0)
        return {};
    const QSizeF room = QSizeF(maximumViewportSize()) - QSizeF(2, 2);
    double width = std::min(largestCell, room.width() / double(m_columns));
    double height = std::min(largestCell, room.height() / double(m_rows));
    if (std::min(width, height) >= squareFrom)
        width = height = std::min(width, height);
    const QSizeF size(width * double(m_columns) * m_zoom, height * double(m_rows) * m_zoom);
    const QPointF scrolled(horizontalScrollBar()->value(), verticalScrollBar()->value());
    return { QPointF(1, 1) - scrolled, size };
}

QRectF HeatView::cellRect(int row, int column) const
{
    const QRectF all = matrixRect();
    if (row < 0 || column < 0 || row >= m_rows || column >= m_columns)
        return {};
    const QSizeF cell(all.width() / double(m_columns), all.height() / double(m_rows));
    return { all.topLeft() + QPointF(column * cell.width(), row * cell.height()), cell };
}

QPoint HeatView::cellAt(const QPointF &point) const
{
    const QRectF all = matrixRect();
    if (!all.contains(point))
        return { -1, -1 };
    const double x = (point.x() - all.left()) / all.width() * double(m_columns);
    const double y = (point.y() - all.top()) / all.height() * double(m_rows);
    return { std::min(int(x), int(m_columns) - 1), std::min(int(y), int(m_rows) - 1) };
}

void HeatView::updateScrollBars()
{
    const QSize size = matrixRect().size().toSize() + QSize(2, 2);
    const QSize room = maximumViewportSize();
    horizontalScrollBar()->setRange(0, m_zoom > 1 ? std::max(0, size.width() - room.width()) : 0);
    horizontalScrollBar()->setPageStep(room.width());
    verticalScrollBar()->setRange(0, m_zoom > 1 ? std::max(0, size.height() - room.height()) : 0);
    verticalScrollBar()->setPageStep(room.height());
}

void HeatView::zoomBy(double factor)
{
    const double wanted = std::clamp(m_zoom * factor, 1.0, mostZoom);
    const QPointF centre = QPointF(viewport()->rect().center());
    const QRectF before = matrixRect();
    const QPointF part((centre.x() - before.left()) / std::max(1.0, before.width()),
                       (centre.y() - before.top()) / std::max(1.0, before.height()));
    m_zoom = wanted;
    m_image = {};
    updateScrollBars();
    const QSizeF now = matrixRect().size();
    horizontalScrollBar()->setValue(int(part.x() * now.width() - centre.x()));
    verticalScrollBar()->setValue(int(part.y() * now.height() - centre.y()));
    viewport()->update();
}

const QImage &HeatView::image()
{
    const QSize most = (matrixRect().size() * devicePixelRatioF()).toSize().expandedTo({ 1, 1 });
    if (m_image.isNull())
        m_image = heatImage(Theme::of(palette()), m_model.numbers(), m_limit, most);
    return m_image;
}

void HeatView::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    const Theme theme = Theme::of(palette());
    painter.fillRect(viewport()->rect(), theme.panel);
    if (m_rows == 0 || !m_model.isThere())
        return;
    const QRectF rect = matrixRect();
    paintHeatMap(painter, rect, image());
    painter.setPen(QPen(theme.line, 1));
    painter.drawRect(rect.adjusted(-0.5, -0.5, 0.5, 0.5));
    const QRectF cell = cellRect(m_current.y(), m_current.x());
    if (cell.isNull())
        return;
    painter.setPen(QPen(theme.text, 2));
    const double grown = std::max(1.0, 3 - cell.width() / 2); // of a tiny cell the outline is larger than the cell
    painter.drawRect(cell.adjusted(-grown, -grown, grown, grown));
}

void HeatView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    m_image = {};
    updateScrollBars();
}

void HeatView::wheelEvent(QWheelEvent *event)
{
    constexpr double notch = 120;
    zoomBy(std::pow(zoomStep, event->angleDelta().y() / notch));
    event->accept();
}

void HeatView::mousePressEvent(QMouseEvent *event)
{
    if (const QPoint cell = cellAt(event->position()); cell.x() >= 0)
        Q_EMIT pointedAt(cell.y(), cell.x());
}

void HeatView::mouseMoveEvent(QMouseEvent *event)
{
    const QPoint cell = cellAt(event->position());
    Q_EMIT hovered(cell.y(), cell.x());
}

void HeatView::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Plus || event->key() == Qt::Key_Equal)
        zoomBy(zoomStep);
    else if (event->key() == Qt::Key_Minus)
        zoomBy(1 / zoomStep);
    else if (event->key() == Qt::Key_0)
        zoomBy(1 / m_zoom);
    else
        QAbstractScrollArea::keyPressEvent(event);
}

bool HeatView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Leave)
        Q_EMIT hovered(-1, -1);
    return QAbstractScrollArea::viewportEvent(event);
}

void HeatView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        m_image = {};
}

} // namespace chainrule
