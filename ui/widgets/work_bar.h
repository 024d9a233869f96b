// SPDX-License-Identifier: GPL-3.0-or-later
// Something that takes a while: what, how far it is, and a button that ends it.
#pragma once

#include <QtWidgets/QWidget>

class QLabel;
class QProgressBar;

namespace chainrule {

class WorkBar final : public QWidget
{
    Q_OBJECT

public:
    explicit WorkBar(QWidget *parent = nullptr); // hidden

    // `part` from 0 to 1, or negative while it is unknown.
    void showWork(const QString &what, const QString &detail, double part);

Q_SIGNALS:
    void cancelled();

private:
    QLabel *m_what;
    QLabel *m_detail;
    QProgressBar *m_bar;
};

} // namespace chainrule
