// SPDX-License-Identifier: GPL-3.0-or-later
// The second layer's weights as a heat map: a row for each hidden unit, a column for each class.
#pragma once

#include "engine/tensor.h"

#include <QtWidgets/QWidget>

namespace chainrule {

class MatrixMap final : public QWidget
{
    Q_OBJECT

public:
    explicit MatrixMap(QWidget *parent = nullptr);

    // (units, classes), row by row; empty for none.
    void setMatrix(std::vector<double> numbers, Index columns);
    double limit() const { return m_limit; } // max |x|: the ends of the scale
    void setCurrent(int row); // outlined; -1 for none

    QSize sizeHint() const override { return { 136, 200 }; }

Q_SIGNALS:
    void pointedAt(int row); // clicked

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    bool event(QEvent *event) override;

private:
    View<const double> view() const { return { m_numbers.data(), rows(), m_columns }; }
    Index rows() const { return m_columns == 0 ? 0 : std::ssize(m_numbers) / m_columns; }
    QRectF matrixRect() const;
    QPoint cellAt(const QPointF &point) const; // column and row; (-1, -1) beside the matrix

    std::vector<double> m_numbers;
    Index m_columns = 0;
    double m_limit = 0;
    int m_current = -1;
};

} // namespace chainrule
