// SPDX-License-Identifier: GPL-3.0-or-later
// A few lines to type an expression into; a mistake is underlined at its character.
#pragma once

#include <QtWidgets/QPlainTextEdit>

namespace chainrule {

// Enter accepts, Shift+Enter begins a line, Tab goes on to the next widget.
class ExpressionField final : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit ExpressionField(QWidget *parent = nullptr);

    // -1: no mistake.
    void markMistake(qsizetype offset);
    qsizetype mistake() const { return m_mistake; }

Q_SIGNALS:
    void accepted();
    // With what was pasted or dropped there would be more characters than are read: nothing of it is taken, since only to
    // lay out a line of a million takes minutes.
    void refusedAsTooLong(qsizetype length);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void insertFromMimeData(const QMimeData *source) override;

private:
    qsizetype m_mistake = -1;
};

} // namespace chainrule
