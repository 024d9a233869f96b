// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/palette/attribute_fields.h"

#include "document/utf8.h"
#include "ui/text/numbers.h"
#include "ui/text/op_texts.h"
#include "ui/theme/theme.h"
#include "ui/widgets/number_field.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

QString nameOf(const Attribute &attribute)
{
    return fromUtf8(attribute.name);
}

} // namespace

AttributeFields::AttributeFields(QWidget *parent)
    : QWidget(parent)
    , m_heading(new QLabel(this))
    , m_form(new QFormLayout)
{
    setObjectName(u"attributes"_s);
    m_heading->setTextFormat(Qt::PlainText);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, Size::grid);
    layout->setSpacing(Size::grid / 2);
    layout->addWidget(m_heading);
    layout->addLayout(m_form);
    hide();
}

void AttributeFields::show(const QString &node, const QString &name, const Op *op, const QMap<QString, double> &given)
{
    m_heading->setText(tr("How %1 works").arg(name));
    if (m_node != node || m_op != op) {
        m_node = node;
        m_op = op;
        build();
    }
    for (qsizetype i = 0; i < m_fields.size(); ++i) {
        const Attribute &attribute = op->attributes[std::size_t(i)];
        const auto value = given.constFind(nameOf(attribute));
        fill(m_fields[i], value == given.constEnd() ? attribute.standard : std::optional(*value));
    }
}

// A field may be telling that it was changed just now: it outlives that.
void AttributeFields::build()
{
    for (QWidget *field : std::exchange(m_fields, {})) {
        const QFormLayout::TakeRowResult row = m_form->takeRow(field);
        for (QLayoutItem *item : { row.labelItem, row.fieldItem }) {
            item->widget()->hide();
            item->widget()->deleteLater();
            delete item;
        }
    }
    setVisible(m_op && !m_op->attributes.empty());
    if (!m_op)
        return;
    for (const Attribute &attribute : m_op->attributes) {
        QWidget *field = m_fields.emplace_back(fieldFor(attribute));
        field->setObjectName(nameOf(attribute));
        field->setToolTip(opText(m_op->id).attributes.value(nameOf(attribute)).sentence);
        m_form->addRow(nameOf(attribute), field);
    }
}

QWidget *AttributeFields::fieldFor(const Attribute &attribute)
{
    const QString name = nameOf(attribute);
    if (attribute.choices.empty()) {
        auto *field = new NumberField(name, tr("%1 is still %2.", "attribute, value").arg(name, u"%1"_s),
                                      attribute.standard.value_or(0), NumberField::Zero::Passed);
        connect(field, &NumberField::changed, this, [this, name](double typed) { Q_EMIT changed(m_node, name, typed); });
        return field;
    }
    auto *choice = new QComboBox;
    choice->setAccessibleName(name);
    if (!attribute.standard)
        choice->addItem(tr("all"), QVariant());
    for (const double each : attribute.choices)
        choice->addItem(displayNumber(each), each);
    connect(choice, &QComboBox::activated, this, [this, name, choice] {
        const QVariant chosen = choice->currentData();
        Q_EMIT changed(m_node, name, chosen.isValid() ? std::optional(chosen.toDouble()) : std::nullopt);
    });
    return choice;
}

void AttributeFields::fill(QWidget *field, std::optional<double> value)
{
    if (auto *number = qobject_cast<NumberField *>(field))
        number->setValue(value.value_or(0));
    else if (auto *choice = qobject_cast<QComboBox *>(field))
        choice->setCurrentIndex(value ? choice->findData(*value) : 0);
}

} // namespace chainrule
