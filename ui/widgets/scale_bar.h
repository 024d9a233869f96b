// SPDX-License-Identifier: GPL-3.0-or-later
// What the colours of a heat map mean: the scale with its ends and its zero.
#pragma once

#include <QtWidgets/QWidget>

namespace chainrule {

class ScaleBar final : public QWidget
{
    Q_OBJECT

public:
    explicit ScaleBar(QWidget *parent = nullptr);

    void setLimit(double limit);
    QSize sizeHint() const override { return { 200, 32 }; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    double m_limit = 0;
};

} // namespace chainrule
