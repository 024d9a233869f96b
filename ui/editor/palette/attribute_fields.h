// SPDX-License-Identifier: GPL-3.0-or-later
// Fields for the attributes of the operation that is selected: a number, or one of a few.
#pragma once

#include "engine/op.h"

#include <QtCore/QMap>
#include <QtWidgets/QWidget>

class QFormLayout;
class QLabel;

namespace chainrule {

class AttributeFields final : public QWidget
{
    Q_OBJECT

public:
    explicit AttributeFields(QWidget *parent = nullptr); // hidden

    // Of this node; hidden when its operation has none, or is none.
    void show(const QString &node, const QString &name, const Op *op, const QMap<QString, double> &given);

Q_SIGNALS:
    // Without a value it is left out.
    void changed(const QString &node, const QString &attribute, std::optional<double> value);

private:
    void build();
    QWidget *fieldFor(const Attribute &attribute);
    static void fill(QWidget *field, std::optional<double> value);

    QLabel *m_heading;
    QFormLayout *m_form;
    QString m_node;
    const Op *m_op = nullptr;
    QList<QWidget *> m_fields; // one for each attribute
};

} // namespace chainrule
