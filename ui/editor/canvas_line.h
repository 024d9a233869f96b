// SPDX-License-Identifier: GPL-3.0-or-later
// One line that is typed on the canvas. Enter takes it or tells why not, Escape and a click elsewhere give it up.
#pragma once

#include <QtWidgets/QWidget>

class QLabel;
class QLineEdit;

namespace chainrule {

class CanvasLine : public QWidget
{
    Q_OBJECT

public:
    QLineEdit &line() const { return *m_line; }
    QString reason() const; // why the text was refused; empty when it was not

Q_SIGNALS:
    void finished(); // taken or given up

protected:
    explicit CanvasLine(QWidget *parent); // hidden

    // Around a point of the parent.
    void open(const QPoint &centre, const QString &accessibleName, const QString &text);
    // Enter: calls finish() or refuse().
    virtual void accept(Qt::KeyboardModifiers held) = 0;
    // Also without a reason, whenever the text is another one.
    virtual void refuse(const QString &reason);
    void finish();
    void giveUp();

    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void place();

    QLineEdit *m_line;
    QLabel *m_reason;
    QPoint m_centre;
};

} // namespace chainrule
