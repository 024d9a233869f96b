// SPDX-License-Identifier: GPL-3.0-or-later
// A sample of a curve's line, its name and its current value.
#pragma once

#include "ui/training/curve_plot.h"

class QLabel;

namespace chainrule {

class LegendEntry final : public QWidget
{
    Q_OBJECT

public:
    explicit LegendEntry(CurveStyle style, QWidget *parent = nullptr);

    void setValue(const QString &value); // empty: none yet
    QString value() const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    CurveStyle m_style;
    QLabel *m_value;
};

} // namespace chainrule
