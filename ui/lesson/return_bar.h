// SPDX-License-Identifier: GPL-3.0-or-later
// Above a diagram that came from somewhere else: where from, and the way back.
#pragma once

#include <QtWidgets/QFrame>

class QLabel;

namespace chainrule {

class ReturnBar final : public QFrame
{
    Q_OBJECT

public:
    explicit ReturnBar(QWidget *parent = nullptr); // hidden

    // Empty hides it.
    void setText(const QString &text);

Q_SIGNALS:
    void returnRequested();

private:
    QLabel *m_text;
};

} // namespace chainrule
