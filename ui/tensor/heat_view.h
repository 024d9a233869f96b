// SPDX-License-Identifier: GPL-3.0-or-later
// A matrix as a heat map that can be zoomed and pointed at.
#pragma once

#include "engine/shape.h"

#include <QtGui/QImage>
#include <QtWidgets/QAbstractScrollArea>

namespace chainrule {

class TensorModel;

class HeatView final : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit HeatView(const TensorModel &model, QWidget *parent = nullptr);

    // max |x|: the ends of the scale.
    double limit() const { return m_limit; }
    // Outlined; -1 for none.
    void setCurrent(int row, int column);
    // 1 is as large as the room; the cells are square from 2 pixels on.
    double zoom() const { return m_zoom; }
    void zoomBy(double factor);
    QRectF cellRect(int row, int column) const; // in the viewport
    QPoint cellAt(const QPointF &point) const; // column and row; (-1, -1) beside the matrix

    QSize sizeHint() const override { return { 280, 240 }; }

Q_SIGNALS:
    void hovered(int row, int column); // -1 when it is left
    void pointedAt(int row, int column); // clicked

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void follow();
    const QImage &image();
    QRectF matrixRect() const; // in the viewport, beyond it when zoomed
    void updateScrollBars();

    const TensorModel &m_model;
    QImage m_image; // made when it is to be painted
    Index m_rows = 0;
    Index m_columns = 0;
    double m_limit = 0;
    double m_zoom = 1;
    QPoint m_current = { -1, -1 };
};

} // namespace chainrule
