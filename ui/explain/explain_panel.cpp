// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explain/explain_panel.h"

#include "ui/explain/formula_label.h"
#include "ui/explain/page_widget.h"
#include "ui/theme/theme.h"

#include <QtWidgets/QFrame>
#include <QtWidgets/QLabel>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QVBoxLayout>

#include <utility>

namespace chainrule {

namespace {

constexpr int formulaSize = 18;

} // namespace

ExplainPanel::ExplainPanel(QWidget *parent)
    : QScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::TabFocus);
    setAccessibleName(tr("Explanation of the current step"));
}

void ExplainPanel::setExplanation(const Explanation &explanation)
{
    m_explanation = explanation;
    m_stale = true;
    if (isVisible())
        build();
}

QString ExplainPanel::text()
{
    build();
    return m_text;
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
    const Explanation &explanation = m_explanation;
    m_text.clear();
    auto *page = new PageWidget;
    page->setObjectName(QStringLiteral("explanation"));
    m_layout = new QVBoxLayout(page);
    m_layout->setContentsMargins(2 * Size::grid, 2 * Size::grid, 2 * Size::grid, 2 * Size::grid);
    m_layout->setSpacing(Size::grid);
    addText(explanation.heading, QStringLiteral("heading"));
    if (!explanation.formula.parts.empty()) {
        m_layout->addWidget(new FormulaLabel(explanation.formula, Size::value + 1, page));
        m_text += explanation.formula.plainText() + QLatin1Char('\n');
    }
    addText(explanation.trouble, QStringLiteral("refusal"));
    addText(explanation.text, QStringLiteral("body"));
    m_layout->addSpacing(Size::grid / 2);
    for (const ExplanationCard &each : explanation.cards)
        m_layout->addWidget(card(each));
    addText(explanation.why, QStringLiteral("mutedBody"));
    if (!explanation.answer.isEmpty()) {
        m_layout->addSpacing(Size::grid);
        addText(tr("Answer"), QStringLiteral("subheading"));
        addText(explanation.answer, QStringLiteral("body"));
    }
    m_layout->addStretch(1);
    if (QWidget *before = takeWidget())
        before->deleteLater(); // this may have been called by one of its own events
    page->resize(viewport()->size());
    setWidget(page);
    setAccessibleDescription(m_text);
}

void ExplainPanel::addText(const QString &text, const QString &style)
{
    if (text.isEmpty())
        return;
    auto *label = new QLabel(text);
    label->setObjectName(style);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_layout->addWidget(label);
    m_text += text + QLatin1Char('\n');
}

QWidget *ExplainPanel::card(const ExplanationCard &card)
{
    auto *frame = new QFrame;
    frame->setObjectName(QStringLiteral("card"));
    auto *layout = new QVBoxLayout(frame);
    layout->setContentsMargins(2 * Size::grid, Size::grid, 2 * Size::grid, Size::grid);
    layout->setSpacing(Size::grid / 2);
    if (!card.rule.parts.empty())
        layout->addWidget(new FormulaLabel(card.rule, formulaSize, frame));
    auto *numbers = new FormulaLabel(card.numbers, formulaSize, frame, card.shapes);
    auto *about = new QLabel(card.about, frame);
    about->setObjectName(QStringLiteral("muted"));
    // Matrices need the whole width.
    auto *row = new QBoxLayout(card.numbers.hasMatrix() ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    row->setSpacing(0);
    row->addWidget(numbers, 1);
    row->addWidget(about, 0, Qt::AlignRight | Qt::AlignVCenter);
    layout->addLayout(row);
    if (!card.rule.parts.empty())
        m_text += card.rule.plainText() + QLatin1Char('\n');
    m_text += card.numbers.plainText() + QStringLiteral("  ") + card.about + QLatin1Char('\n');
    if (!card.branch.parts.empty()) {
        auto *sum = new QLabel(tr("%1 is used more than once: its shares add up.").arg(card.about), frame);
        sum->setObjectName(QStringLiteral("muted"));
        sum->setWordWrap(true);
        layout->addWidget(sum);
        layout->addWidget(new FormulaLabel(card.branch, formulaSize - 1, frame));
        m_text += card.branch.plainText() + QLatin1Char('\n');
    }
    return frame;
}

} // namespace chainrule
