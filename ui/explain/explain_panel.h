// SPDX-License-Identifier: GPL-3.0-or-later
// Shows an explanation: heading, formula, words, and a card per input.
#pragma once

#include "ui/explain/explanation.h"

#include <QtWidgets/QScrollArea>

class QVBoxLayout;

namespace chainrule {

class ExplainPanel final : public QScrollArea
{
    Q_OBJECT

public:
    explicit ExplainPanel(QWidget *parent = nullptr);

    void setExplanation(const Explanation &explanation);
    QString text(); // all that is shown, line by line

protected:
    void showEvent(QShowEvent *event) override;

private:
    void build();
    void addText(const QString &text, const QString &style);
    QWidget *card(const ExplanationCard &card);

    QVBoxLayout *m_layout = nullptr;
    QString m_text;
    Explanation m_explanation;
    bool m_stale = false; // built when it is looked at
};

} // namespace chainrule
