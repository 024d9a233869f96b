// SPDX-License-Identifier: GPL-3.0-or-later
// One line that is typed on the canvas, as a node's name is; what does not go is refused here, with the reason.
#pragma once

#include <QtWidgets/QWidget>

#include <functional>

class QLabel;
class QLineEdit;

namespace chainrule {

class LineEntry final : public QWidget
{
    Q_OBJECT

public:
    explicit LineEntry(QWidget *parent); // hidden

    // Around a point of the parent. `accept` returns why the text is refused, or nothing when it has been taken.
    void begin(const QPoint &centre, const QString &accessibleName, const QString &text,
               std::function<QString(const QString &)> accept);
    QLineEdit &line() const { return *m_line; }
    QString reason() const;

Q_SIGNALS:
    void finished(); // taken or given up

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void tryAccept();
    void giveUp();
    void refuse(const QString &reason);

    QLineEdit *m_line;
    QLabel *m_reason;
    QPoint m_centre;
    std::function<QString(const QString &)> m_accept;
};

} // namespace chainrule
