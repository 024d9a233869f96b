// SPDX-License-Identifier: GPL-3.0-or-later
// What is true for now of what it stands across, with what can be done about it.
#pragma once

#include <QtWidgets/QFrame>

class QLabel;
class QPushButton;

namespace chainrule {

class NoticeBar : public QFrame
{
    Q_OBJECT

public:
    QString text() const;

protected:
    // Named as in the style sheet; hidden.
    NoticeBar(const char *name, const QMargins &margins, QWidget *parent);

    void setText(const QString &text);
    // A click leaves the focus where it is: the keys that step belong to the diagram.
    QPushButton *addButton(const QString &text, const char *name);

private:
    QLabel *m_text;
};

} // namespace chainrule
