// SPDX-License-Identifier: GPL-3.0-or-later
// Shows one formula in the width that there is; it can be copied as text and saved as a picture.
#pragma once

#include "ui/explain/formula_lines.h"

#include <QtWidgets/QWidget>

namespace chainrule {

class FormulaLabel final : public QWidget
{
    Q_OBJECT

public:
    // `shorter` is shown where `formula` cannot be read in the width that there is.
    FormulaLabel(const Formula &formula, int size, QWidget *parent = nullptr, const Formula &shorter = {});

    const Formula &formula() const { return m_formula; }
    FormulaLines lines(double width) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

    void copyAsText() const;
    void saveAsSvg(); // asks where

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    FormulaLayout layoutNow() const;
    void saveTo(const QString &path);

    Formula m_formula;
    Formula m_shorter;
    int m_size;
};

} // namespace chainrule
