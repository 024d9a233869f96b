// SPDX-License-Identifier: GPL-3.0-or-later
// Shows an explanation: heading, formula, words, and a card per input.
#pragma once

#include <QtWidgets/QScrollArea>

class QVBoxLayout;

namespace chainrule {

struct Explanation;
struct ExplanationCard;

class ExplainPanel final : public QScrollArea
{
    Q_OBJECT

public:
    explicit ExplainPanel(QWidget *parent = nullptr);

    void setExplanation(const Explanation &explanation);
    QString text() const { return m_text; } // all that is shown, line by line

private:
    void addText(const QString &text, const QString &style);
    QWidget *card(const ExplanationCard &card);

    QVBoxLayout *m_layout = nullptr;
    QString m_text;
};

} // namespace chainrule
