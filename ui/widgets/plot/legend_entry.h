// SPDX-License-Identifier: GPL-3.0-or-later
// A sample of a curve's line, its name and its current value; pressed, it hides the curve or shows it again.
#pragma once

#include "ui/widgets/plot/curve_plot.h"

#include <QtWidgets/QAbstractButton>

class QLabel;

namespace chainrule {

class LegendEntry final : public QAbstractButton
{
    Q_OBJECT

public:
    enum class Value { None, Shown }; // with room for a figure, or none

    explicit LegendEntry(const CurveStyle &style, Value value = Value::Shown, QWidget *parent = nullptr); // checked

    void setStyle(const CurveStyle &style);
    void setValue(const QString &value); // empty: none yet
    QString value() const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void showState();

    CurveStyle m_style;
    QLabel *m_name;
    QLabel *m_value;
};

} // namespace chainrule
