// SPDX-License-Identifier: GPL-3.0-or-later
// One card of an explanation: the rule, the same with numbers, whose it is, and the sum at a branch.
#pragma once

#include "ui/explain/explanation.h"

#include <QtWidgets/QFrame>

class QBoxLayout;
class QLabel;

namespace chainrule {

class FormulaLabel;
class WrappedLabel;

class CardView final : public QFrame
{
    Q_OBJECT

public:
    CardView(const ExplanationCard &card, QWidget *parent);

    void setCard(const ExplanationCard &card);
    void setPresented(bool on); // its formulas
    QString text() const; // all that is shown, line by line

private:
    ExplanationCard m_card;
    FormulaLabel *m_rule;
    FormulaLabel *m_numbers;
    QLabel *m_about;
    QBoxLayout *m_row;
    WrappedLabel *m_branchWords;
    FormulaLabel *m_branch;
};

} // namespace chainrule
