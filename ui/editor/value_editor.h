// SPDX-License-Identifier: GPL-3.0-or-later
// The small line in which a leaf's numbers are typed or pasted, in place; what cannot be read is refused here, with the reason.
#pragma once

#include "engine/tensor.h"

#include <QtWidgets/QWidget>

class QAction;
class QLabel;
class QLineEdit;

namespace chainrule {

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
    QString shape() const; // of what is typed, where it is another one: "2 × 3"

Q_SIGNALS:
    // A text with brackets, or from a table, has a shape of its own; numbers in a row take the present one.
    void accepted(const QString &leaf, const Tensor &value);
    void tableRequested(const QString &leaf);
    void finished(); // accepted or given up

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void accept();
    void giveUp();
    void openTable();
    void refuse(const QString &reason);
    void showShape();
    void place();
    void colour();

    QLineEdit *m_line;
    QAction *m_table;
    QLabel *m_typedShape;
    QLabel *m_reason;
    QString m_leaf;
    Shape m_shape; // of the present value
    QPoint m_centre;
};

} // namespace chainrule
