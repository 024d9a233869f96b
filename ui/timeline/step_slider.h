// SPDX-License-Identifier: GPL-3.0-or-later
// The slider over the steps: a mark per step, forward and backward halves told apart by colour and by label.
#pragma once

#include <QtWidgets/QAbstractSlider>

namespace chainrule {

class StepSlider final : public QAbstractSlider
{
    Q_OBJECT

public:
    explicit StepSlider(QWidget *parent = nullptr);

    // `forward`: how many of the `count` steps belong to the forward pass.
    void setSteps(int count, int forward);
    QString positionText() const; // "8 of 9"

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void sliderChange(SliderChange change) override;

private:
    double xOf(int position) const;
    int positionAt(double x) const;

    int m_forward = 0;
};

} // namespace chainrule
