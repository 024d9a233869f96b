// SPDX-License-Identifier: GPL-3.0-or-later
// One message in the page itself, until it is closed or no longer true; one of success goes by itself. It never takes the
// focus.
#pragma once

#include <QtCore/QBasicTimer>
#include <QtWidgets/QFrame>

#include <functional>

class QHBoxLayout;
class QLabel;
class QPushButton;

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
    // That something was done as it was asked: it looks calm, and goes after a while.
    int sayDone(const QString &what, const QString &advice);
    bool isDone() const { return m_done; }
    void setDoneStays(int milliseconds) { m_doneStays = milliseconds; } // and as long as the mouse is over it
    // Lies over this area, and over nothing else unless a person asks for more of a text that does not fit there.
    void lieOver(const QRect &area);
    QString text() const; // empty when nothing is said
    bool says(int message) const; // not closed, and no other one in its place

    void setVisible(bool visible) override;

protected:
    void timerEvent(QTimerEvent *event) override;

Q_SIGNALS:
    void left(); // it is about to go, with the focus on one of its buttons: somebody else should have that
    void toggled(bool visible);

private:
    int show(const QString &what, const QString &advice, const QList<Action> &actions, bool done);
    void fit();

    QLabel *m_what;
    QLabel *m_advice;
    QHBoxLayout *m_actions;
    QPushButton *m_more;
    QRect m_area; // that it lies over; empty where it has a place of its own
    QBasicTimer m_leaving;
    int m_doneStays = 6000; // ms
    bool m_done = false;
    int m_number = 0; // of the last message
};

} // namespace chainrule
