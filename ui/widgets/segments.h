// SPDX-License-Identifier: GPL-3.0-or-later
// A choice of one among two or three, all of them in view: float | double.
#pragma once

#include <QtWidgets/QWidget>

class QButtonGroup;

namespace chainrule {

class Segments final : public QWidget
{
    Q_OBJECT

public:
    explicit Segments(const QStringList &names, QWidget *parent = nullptr);

    int chosen() const;
    void choose(int index);

Q_SIGNALS:
    void chose(int index); // by the person

private:
    QButtonGroup *m_group;
};

} // namespace chainrule
