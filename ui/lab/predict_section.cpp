// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/predict_section.h"

#include "document/fault_document.h"
#include "text/number_text.h"
#include "ui/lab/lab_words.h"
#include "ui/session/graph_session.h"
#include "ui/text/numbers.h"
#include "ui/theme/wrapped_words.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/plain_parts.h"

#include <QtWidgets/QCheckBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

constexpr int triesBeforeHelp = 2;

// What somebody would have typed who read the answer off the screen.
double asShown(double value)
{
    const auto shown = parseNumber(displayNumber(value));
    return std::holds_alternative<double>(shown) ? std::get<double>(shown) : value;
}

HiddenNumber hiddenNumber(const GraphSession &session, const Question &question)
{
    HiddenNumber hidden{ session.documentNode(question.node).id, std::nullopt };
    if (question.input >= 0)
        hidden.input = question.input;
    return hidden;
}

} // namespace

PredictSection::PredictSection(GraphSession &session, QWidget *parent)
    : LabSection(tr("Predict"), parent)
    , m_session(session)
    , m_switch(new QCheckBox(tr("Ask for the next number first"), this))
    , m_answer(new QLineEdit(this))
    , m_reveal(plainButton(tr("Show it"), "showAnswer"))
{
    m_switch->setObjectName(u"predictSwitch"_s);
    column().addWidget(m_switch);
    m_question = addText(TextRole::Body);
    auto *row = new QHBoxLayout;
    m_answer->setObjectName(u"prediction"_s);
    m_answer->setPlaceholderText(tr("Your answer, then Enter"));
    m_answer->setAccessibleName(tr("Your prediction"));
    row->addWidget(m_answer, 1);
    row->addWidget(m_reveal);
    column().addLayout(row);
    m_verdict = addText(TextRole::Success, {}, "verdict");
    m_answer->hide();
    m_reveal->hide();
    wrapWords(*m_switch);
    connect(m_switch, &QCheckBox::toggled, this, [this](bool on) {
        sayOrHide(*m_verdict, {});
        m_session.setPredicts(on);
        ask();
        Q_EMIT toggled(on);
    });
    connect(m_switch, &QCheckBox::clicked, this, [this](bool on) {
        if (on)
            m_answer->setFocus();
    });
    connect(&session, &GraphSession::documentChanged, this, &PredictSection::takeUp);
    connect(m_answer, &QLineEdit::returnPressed, this, &PredictSection::answer);
    connect(m_reveal, &QPushButton::clicked, this, &PredictSection::reveal);
}

bool PredictSection::isOn() const
{
    return m_switch->isChecked();
}

// A document that was put away with questions open asks them again; another one asks nothing.
void PredictSection::takeUp()
{
    if (m_session.isOpen())
        m_switch->setChecked(m_session.state()->predicts);
}

// Something happened in the session: what was asked may be known by now.
void PredictSection::refresh()
{
    if (!m_goingOn)
        sayOrHide(*m_verdict, {});
    // With a fault in, the engine's answers are wrong ones.
    const bool faulty = m_session.isOpen() && faultyNode(m_session.document());
    m_switch->setEnabled(!faulty);
    if (faulty)
        m_switch->setChecked(false);
    m_switch->setToolTip(faulty ? tr("There is a fault in the graph: repair it first.") : QString());
    if (isOn())
        ask();
}

void PredictSection::ask()
{
    m_questions.clear();
    m_answered = 0;
    if (isOn() && m_session.isOpen())
        m_questions = questionsAfter(m_session.run(), m_session.trace());
    m_answered = answeredBefore();
    showQuestion();
}

// Where the last of the questions, and these only, are what is hidden in the document, the others have been answered.
std::size_t PredictSection::answeredBefore() const
{
    const QList<HiddenNumber> hidden = m_session.isOpen() ? m_session.document().hidden : QList<HiddenNumber>();
    const auto count = std::size_t(hidden.size());
    if (count == 0 || count > m_questions.size())
        return 0;
    const std::size_t first = m_questions.size() - count;
    for (std::size_t i = 0; i < count; ++i)
        if (hiddenNumber(m_session, m_questions[first + i]) != hidden[qsizetype(i)])
            return 0;
    return first;
}

void PredictSection::showQuestion()
{
    m_wrong = 0;
    const bool asks = m_answered < m_questions.size();
    sayOrHide(*m_question, !isOn() ? QString() : asks ? questionText(m_session, m_questions[m_answered]) : nothingToAsk());
    m_answer->clear();
    m_answer->setVisible(asks);
    m_reveal->hide();
    QList<Asked> asked;
    QList<HiddenNumber> hidden;
    for (std::size_t i = m_answered; i < m_questions.size(); ++i) {
        asked.append({ m_questions[i].node, m_questions[i].input });
        hidden.append(hiddenNumber(m_session, m_questions[i]));
    }
    m_session.setHidden(hidden);
    Q_EMIT askedChanged(asked);
}

QString PredictSection::nothingToAsk() const
{
    if (!m_session.isOpen() || m_session.isAtEnd())
        return tr("All is known: there is nothing left to predict. ← goes back.");
    if (m_session.position() + 1 == m_session.seedPosition())
        return tr("Now the way back begins, with dL/dL = 1. That is given: → goes on.");
    return tr("There is nothing to predict in this step: → goes on.");
}

void PredictSection::answer()
{
    if (m_answered >= m_questions.size())
        return;
    const Question &question = m_questions[m_answered];
    const auto parsed = parseNumber(m_answer->text());
    if (const auto *fault = std::get_if<NumberFault>(&parsed)) {
        if (*fault == NumberFault::Empty)
            return;
        tell(*fault == NumberFault::TooLarge ? tr("That is too large for a number.")
                                             : tr("“%1” is no number.").arg(m_answer->text()),
             true);
        m_answer->selectAll();
        return;
    }
    const Mistake mistake = mistakeIn(question, std::get<double>(parsed), asShown(question.answer));
    if (mistake == Mistake::None)
        return goOn(mistakeText(m_session, question, mistake));
    ++m_wrong;
    tell(mistakeText(m_session, question, mistake), true);
    m_reveal->setVisible(m_wrong >= triesBeforeHelp);
    m_answer->selectAll();
}

void PredictSection::reveal()
{
    if (m_answered < m_questions.size())
        goOn(tr("It is %1.").arg(displayNumber(m_questions[m_answered].answer)));
    m_answer->setFocus();
}

// To the next question of this moment, or to the next moment; past the seed, which is no question.
void PredictSection::goOn(const QString &words)
{
    m_goingOn = true;
    const bool typing = m_answer->hasFocus();
    m_answer->clearFocus(); // else it would pass on, as it is hidden for a moment, and the next answer go elsewhere
    tell(words, false);
    if (m_answered + 1 < m_questions.size()) {
        ++m_answered;
        showQuestion();
    } else {
        m_session.next();
        if (m_session.position() + 1 == m_session.seedPosition()) {
            m_session.next();
            tell(tr("%1 Now the way back begins, with dL/dL = 1.").arg(words), false);
        }
    }
    if (typing && m_answer->isVisible())
        m_answer->setFocus();
    m_goingOn = false;
}

void PredictSection::tell(const QString &words, bool wrong)
{
    setRole(*m_verdict, wrong ? TextRole::Error : TextRole::Success);
    sayOrHide(*m_verdict, (wrong ? u"✗ "_s : u"✓ "_s) + words);
}

} // namespace chainrule
