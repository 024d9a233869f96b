// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explain/explain_panel.h"

#include "ui/explain/card_view.h"
#include "ui/explain/formula_label.h"
#include "ui/theme/theme.h"
#include "ui/widgets/page_widget.h"
#include "ui/widgets/wrapped_label.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QEvent>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace chainrule {

ExplainPanel::ExplainPanel(QWidget *parent)
    : QScrollArea(parent)
    , m_page(new PageWidget)
    , m_layout(new QVBoxLayout(m_page))
    , m_heading(addText(TextRole::Heading))
    , m_formula(new FormulaLabel({}, Size::figure, m_page))
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::TabFocus);
    setAccessibleName(tr("Explanation of the current step"));
    m_page->setObjectName(u"panel"_s);
    m_layout->setContentsMargins(2 * Size::grid, 2 * Size::grid, 2 * Size::grid, 2 * Size::grid);
    m_layout->setSpacing(Size::grid);
    m_layout->addWidget(m_formula);
    m_trouble = addText(TextRole::Refusal);
    m_words = addText(TextRole::Body);
    m_layout->addSpacing(Size::grid / 2);
    m_cardLayout = new QVBoxLayout;
    m_cardLayout->setSpacing(Size::grid);
    m_layout->addLayout(m_cardLayout);
    m_why = addText(TextRole::Caption);
    m_answerHeading = addText(TextRole::Section);
    m_answerHeading->label().setContentsMargins(0, Size::grid, 0, 0);
    m_answer = addText(TextRole::Body);
    m_layout->addStretch(1);
    setWidget(m_page);
}

WrappedLabel *ExplainPanel::addText(TextRole role)
{
    auto *label = new WrappedLabel(role, m_page);
    m_layout->addWidget(label);
    return label;
}

void ExplainPanel::setExplanation(const Explanation &explanation)
{
    m_explanation = explanation;
    m_stale = true;
    if (isVisible())
        build();
}

void ExplainPanel::showEvent(QShowEvent *event)
{
    build();
    QScrollArea::showEvent(event);
}

void ExplainPanel::build()
{
    if (!std::exchange(m_stale, false))
        return;
    m_heading->setWordsOrHide(m_explanation.heading);
    m_formula->setFormula(m_explanation.formula);
    m_trouble->setWordsOrHide(m_explanation.trouble);
    m_words->setWordsOrHide(m_explanation.text);
    showCards(m_explanation.cards);
    m_why->setWordsOrHide(m_explanation.why);
    m_answerHeading->setWordsOrHide(m_explanation.answer.isEmpty() ? QString() : tr("Answer"));
    m_answer->setWordsOrHide(m_explanation.answer);
    layOut();
    verticalScrollBar()->setValue(0);
    setAccessibleDescription(text());
}

// At once, the inner before the outer: the next frame shows it.
void ExplainPanel::layOut()
{
    for (const CardView *card : std::as_const(m_cards))
        card->layout()->activate();
    m_layout->activate();
    QEvent changed(QEvent::LayoutRequest);
    QCoreApplication::sendEvent(m_page, &changed);
}

void ExplainPanel::showCards(const QList<ExplanationCard> &cards)
{
    for (qsizetype i = 0; i < cards.size(); ++i) {
        if (i < m_cards.size()) {
            m_cards[i]->setCard(cards[i]);
        } else {
            m_cards.append(new CardView(cards[i], m_page));
            m_cards.back()->setPresented(m_presented);
            m_cardLayout->addWidget(m_cards.back());
        }
    }
    for (qsizetype i = 0; i < m_cards.size(); ++i)
        m_cards[i]->setVisible(i < cards.size());
}

void ExplainPanel::setPresented(bool on)
{
    m_presented = on;
    m_formula->setPresented(on);
    for (CardView *card : std::as_const(m_cards))
        card->setPresented(on);
}

QString ExplainPanel::text()
{
    build();
    QStringList lines{ m_explanation.heading };
    if (!m_explanation.formula.parts.empty())
        lines.append(m_explanation.formula.plainText());
    lines.append({ m_explanation.trouble, m_explanation.text });
    for (qsizetype i = 0; i < m_explanation.cards.size(); ++i)
        lines.append(m_cards[i]->text());
    lines.append({ m_explanation.why, m_answerHeading->text(), m_explanation.answer });
    lines.removeAll(QString());
    return lines.join(u'\n') + u'\n';
}

} // namespace chainrule
