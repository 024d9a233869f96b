// SPDX-License-Identifier: GPL-3.0-or-later
// One message in the page itself, until it is closed or no longer true. It never takes the focus.
#pragma once

#include <QtWidgets/QFrame>

#include <functional>

class QHBoxLayout;
class QLabel;

namespace chainrule {

class MessageBar final : public QFrame
{
    Q_OBJECT

public:
    explicit MessageBar(QWidget *parent = nullptr); // hidden

    // A button beside the message, which it closes.
    struct Action
    {
        QString text;
        QString name; // of the object
        std::function<void()> does;
    };

    // What happened, in bold, and what to do. Returns the number by which this message is known.
    int say(const QString &what, const QString &advice, const QList<Action> &actions = {});
    QString text() const; // empty when nothing is said
    bool says(int message) const; // not closed, and no other one in its place

    void setVisible(bool visible) override;

Q_SIGNALS:
    void left(); // it is about to go, with the focus on one of its buttons: somebody else should have that
    void toggled(bool visible);

private:
    QLabel *m_what;
    QLabel *m_advice;
    QHBoxLayout *m_actions;
    int m_number = 0; // of the last message
};

} // namespace chainrule
