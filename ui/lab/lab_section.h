// SPDX-License-Identifier: GPL-3.0-or-later
// One part of the lab's column: a heading and what is under it. Refreshed only while it can be seen.
#pragma once

#include <QtWidgets/QWidget>

class QLabel;
class QVBoxLayout;

namespace chainrule {

class LabSection : public QWidget
{
    Q_OBJECT

public:
    LabSection(const QString &heading, QWidget *parent);

    // Shows the session as it is now.
    virtual void refresh() = 0;

protected:
    // A label of the style sheet's kind ("body", "mutedBody", "muted"), below what is there.
    QLabel *addText(const QString &style, const QString &text = {});
    QVBoxLayout &column() { return *m_column; }
    // Shows the text, or takes the label's place away.
    static void say(QLabel *label, const QString &text);

private:
    QVBoxLayout *m_column;
};

} // namespace chainrule
