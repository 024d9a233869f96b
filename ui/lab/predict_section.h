// SPDX-License-Identifier: GPL-3.0-or-later
// The next number is asked for before it is shown. A right answer steps on, a wrong one is told what it is instead.
#pragma once

#include "probe/prediction.h"
#include "ui/lab/lab_section.h"
#include "ui/session/asked.h"

class QCheckBox;
class QLineEdit;
class QPushButton;

namespace chainrule {

class GraphSession;

class PredictSection final : public LabSection
{
    Q_OBJECT

public:
    explicit PredictSection(GraphSession &session, QWidget *parent = nullptr);

    void takeUp();
    void refresh() override;
    bool isOn() const;

Q_SIGNALS:
    void toggled(bool on);
    void askedChanged(const QList<chainrule::Asked> &asked);

private:
    void ask();
    std::size_t answeredBefore() const;
    void showQuestion();
    void answer();
    void reveal();
    void goOn(const QString &words);
    void tell(const QString &words, bool wrong);
    QString nothingToAsk() const;

    GraphSession &m_session;
    std::vector<Question> m_questions; // of the moment that comes
    std::size_t m_answered = 0; // of them
    int m_wrong = 0; // tries at the present one
    bool m_goingOn = false;

    QCheckBox *m_switch;
    QLabel *m_question;
    QLineEdit *m_answer;
    QLabel *m_verdict;
    QPushButton *m_reveal;
};

} // namespace chainrule
