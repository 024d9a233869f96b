// SPDX-License-Identifier: GPL-3.0-or-later
// Shows an explanation: heading, formula, words, and a card per input.
#pragma once

#include "ui/explain/explanation.h"
#include "ui/theme/text_role.h"

#include <QtWidgets/QScrollArea>

class QVBoxLayout;

namespace chainrule {

class CardView;
class FormulaLabel;
class WrappedLabel;

class ExplainPanel final : public QScrollArea
{
    Q_OBJECT

public:
    explicit ExplainPanel(QWidget *parent = nullptr);

    void setExplanation(const Explanation &explanation);
    void setPresented(bool on); // its formulas; its words are labels
    QString text(); // all that is shown, line by line

protected:
    void showEvent(QShowEvent *event) override;

private:
    void build();
    void layOut();
    void showCards(const QList<ExplanationCard> &cards);
    WrappedLabel *addText(TextRole role);

    // They stay, and say something else in the next step: new ones would take longer than the rest of it.
    QWidget *m_page;
    QVBoxLayout *m_layout;
    WrappedLabel *m_heading;
    FormulaLabel *m_formula;
    WrappedLabel *m_trouble;
    WrappedLabel *m_words;
    QVBoxLayout *m_cardLayout;
    QList<CardView *> m_cards; // those that have been needed so far
    WrappedLabel *m_why;
    WrappedLabel *m_answerHeading;
    WrappedLabel *m_answer;
    Explanation m_explanation;
    bool m_presented = false;
    bool m_stale = false; // told when it is looked at
};

} // namespace chainrule
