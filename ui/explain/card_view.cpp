// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explain/card_view.h"

#include "ui/explain/formula_label.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/wrapped_label.h"

#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;

namespace chainrule {

CardView::CardView(const ExplanationCard &card, QWidget *parent)
    : QFrame(parent)
    , m_rule(new FormulaLabel({}, Size::figure, this))
    , m_numbers(new FormulaLabel({}, Size::figure, this))
    , m_about(plainLabel(TextRole::Note))
    , m_row(new QBoxLayout(QBoxLayout::LeftToRight))
    , m_branchWords(new WrappedLabel(TextRole::Note, this))
    , m_branch(new FormulaLabel({}, Size::figure, this))
{
    setObjectName(u"card"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(2 * Size::grid, Size::grid, 2 * Size::grid, Size::grid);
    layout->setSpacing(Size::grid / 2);
    layout->addWidget(m_rule);
    m_row->addWidget(m_numbers, 1);
    m_row->addWidget(m_about, 0, Qt::AlignRight | Qt::AlignVCenter);
    layout->addLayout(m_row);
    layout->addWidget(m_branchWords);
    layout->addWidget(m_branch);
    setCard(card);
}

void CardView::setCard(const ExplanationCard &card)
{
    m_card = card;
    m_rule->setFormula(card.rule);
    m_numbers->setFormula(card.numbers, card.shapes);
    m_about->setText(card.about);
    // Matrices need the whole width.
    const bool below = card.numbers.hasMatrix();
    m_row->setDirection(below ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_row->setSpacing(below ? 0 : Size::grid);
    const bool branches = !card.branch.parts.empty();
    m_branchWords->setWordsOrHide(branches ? tr("%1 is used more than once: its shares add up.").arg(card.about) : QString());
    m_branch->setFormula(card.branch);
}

void CardView::setPresented(bool on)
{
    for (FormulaLabel *formula : { m_rule, m_numbers, m_branch })
        formula->setPresented(on);
}

QString CardView::text() const
{
    QStringList lines;
    if (!m_card.rule.parts.empty())
        lines.append(m_card.rule.plainText());
    lines.append(m_card.numbers.plainText() + u"  "_s + m_card.about);
    if (!m_card.branch.parts.empty())
        lines.append({ m_branchWords->text(), m_card.branch.plainText() });
    return lines.join(u'\n');
}

} // namespace chainrule
