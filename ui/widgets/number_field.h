// SPDX-License-Identifier: GPL-3.0-or-later
// A field for a real number of any size, that refuses in place what makes no sense, says why, and keeps the old value.
#pragma once

#include <QtWidgets/QWidget>

class QLabel;
class QLineEdit;

namespace chainrule {

class NumberField final : public QWidget
{
    Q_OBJECT

public:
    enum class Zero { Allowed, Refused, Passed }; // passed: numbers below it are taken, too

    // `name` is how the refusal calls it.
    NumberField(QString name, double value, Zero zero, QWidget *parent = nullptr);

    double value() const { return m_value; }
    void setValue(double value); // a sensible one
    QString refusal() const; // empty when the last thing typed was taken

Q_SIGNALS:
    void changed(double value);

private:
    void accept();
    QString reasonAgainst(const QString &text, double *value) const;
    void refuse(const QString &reason);

    QString m_name;
    double m_value;
    Zero m_zero;
    QLineEdit *m_edit;
    QLabel *m_refusal;
};

} // namespace chainrule
