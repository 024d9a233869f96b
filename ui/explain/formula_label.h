// SPDX-License-Identifier: GPL-3.0-or-later
// Shows one formula; makes it smaller where it would not fit.
#pragma once

#include "ui/explain/formula.h"

#include <QtWidgets/QWidget>

namespace chainrule {

class FormulaLabel final : public QWidget
{
    Q_OBJECT

public:
    FormulaLabel(const Formula &formula, int size, QWidget *parent = nullptr);

    const Formula &formula() const { return m_formula; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Formula m_formula;
    int m_size;
};

} // namespace chainrule
