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

    // Blows any net up at once, and is still a float.
    static constexpr double usualMost = 1e30;

    // `still` ends a refusal: "The learning rate is still %1." Numbers beyond `most` are refused.
    NumberField(const QString &name, QString still, double value, Zero zero, double most = usualMost,
                QWidget *parent = nullptr);

    double value() const { return m_value; }
    void setValue(double value); // a sensible one
    QString refusal() const; // empty when the last thing typed was taken

Q_SIGNALS:
    void changed(double value);

private:
    void accept();
    QString reasonAgainst(const QString &text, double *value) const;
    void refuse(const QString &reason);

    QString m_still;
    double m_value;
    Zero m_zero;
    double m_most;
    QLineEdit *m_edit;
    QLabel *m_refusal;
};

} // namespace chainrule
