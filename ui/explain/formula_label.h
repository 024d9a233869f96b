// SPDX-License-Identifier: GPL-3.0-or-later
// Shows one formula in the width that there is; it can be copied as text and saved as a picture.
#pragma once

#include "ui/explain/formula_lines.h"

#include <QtWidgets/QWidget>

#include <optional>

namespace chainrule {

class FormulaLabel final : public QWidget
{
    Q_OBJECT

public:
    // `shorter` is shown where `formula` cannot be read in the width that there is.
    FormulaLabel(const Formula &formula, int size, QWidget *parent = nullptr, const Formula &shorter = {});

    // Without a formula it is not there.
    void setFormula(const Formula &formula, const Formula &shorter = {});
    void setPresented(bool on); // larger, as labels are
    const Formula &formula() const { return m_formula; }
    // As it is set in this width.
    const FormulaLines &lines(int width) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

    void copyAsText() const;
    void saveAsSvg(); // asks where

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    FormulaLayout layoutNow() const;
    int letterSize() const;
    void forgetLines();
    void saveTo(const QString &path);

    Formula m_formula;
    Formula m_shorter;
    int m_size;
    bool m_presented = false;
    mutable std::optional<QSize> m_hint;
    mutable QHash<int, FormulaLines> m_lines; // by width: layouts ask for the same ones again and again
};

} // namespace chainrule
