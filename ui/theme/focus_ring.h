// SPDX-License-Identifier: GPL-3.0-or-later
// A line around the widget that the keyboard has come to, where the widget's own look would not show it.
#pragma once

#include <QtCore/QObject>
#include <QtCore/QPointer>
#include <QtWidgets/QWidget>

namespace chainrule {

// One for the whole application. Who comes by mouse, or finds the focus where it was, sees none.
class FocusRing final : public QObject
{
    Q_OBJECT

public:
    explicit FocusRing(QObject *parent = nullptr);
    ~FocusRing() override;

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    void showOn(QWidget &widget);

    QPointer<QWidget> m_line; // a child of the widget that has the focus
};

} // namespace chainrule
