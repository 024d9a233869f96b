// SPDX-License-Identifier: GPL-3.0-or-later
// The small line in which a leaf's numbers are typed, in place; what cannot be read is refused here, with the reason.
#pragma once

#include <QtWidgets/QWidget>

#include <vector>

class QLabel;
class QLineEdit;

namespace chainrule {

struct Tensor;

class ValueEditor final : public QWidget
{
    Q_OBJECT

public:
    explicit ValueEditor(QWidget *parent);

    // Around a point of the parent, on the leaf's present value; `typed` replaces it at once.
    void begin(const QString &leaf, const QString &name, const Tensor &value, const QPoint &centre, const QString &typed);
    const QString &leaf() const { return m_leaf; }
    QLineEdit &line() const { return *m_line; }
    QString reason() const; // why the text was refused; empty when it was not

Q_SIGNALS:
    void accepted(const QString &leaf, const std::vector<double> &values);
    void finished(); // accepted or given up

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void accept();
    void giveUp();
    void refuse(const QString &reason);
    void place();

    QLineEdit *m_line;
    QLabel *m_reason;
    QString m_leaf;
    qsizetype m_size = 1;
    QPoint m_centre;
};

} // namespace chainrule
