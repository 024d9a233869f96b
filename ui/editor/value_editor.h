// SPDX-License-Identifier: GPL-3.0-or-later
// The small line in which a leaf's numbers are typed or pasted, in place; what cannot be read is refused here, with the reason.
#pragma once

#include "engine/tensor.h"
#include "ui/editor/canvas_line.h"

class QAction;

namespace chainrule {

class ValueEditor final : public CanvasLine
{
    Q_OBJECT

public:
    explicit ValueEditor(QWidget *parent);

    // Around a point of the parent, on the leaf's present value; `typed` replaces it at once.
    void begin(const QString &leaf, const QString &name, const Tensor &value, const QPoint &centre, const QString &typed);
    const QString &leaf() const { return m_leaf; }
    QString shape() const; // of what is typed, where it is another one: "2 × 3"

Q_SIGNALS:
    // A text with brackets, or from a table, has a shape of its own; numbers in a row take the present one.
    void accepted(const QString &leaf, const Tensor &value);
    void tableRequested(const QString &leaf);

protected:
    void changeEvent(QEvent *event) override;

private:
    void accept(Qt::KeyboardModifiers held) override;
    void refuse(const QString &reason) override;
    void openTable();
    void showShape();
    void colour();

    QAction *m_table;
    QLabel *m_typedShape;
    QString m_leaf;
    Shape m_shape; // of the present value
};

} // namespace chainrule
