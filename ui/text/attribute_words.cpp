// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/attribute_words.h"

#include "document/utf8.h"
#include "ui/text/numbers.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QStringList>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

// Gives the translations their context; nothing is made of it.
struct AttributeWords
{
    Q_DECLARE_TR_FUNCTIONS(Attribute)
};

} // namespace

QString attributeRange(const QString &op, const QString &name)
{
    const Op *row = findOp(op.toStdString());
    const Attribute *attribute = row ? row->attribute(name.toStdString()) : nullptr;
    if (!attribute || attribute->choices.empty())
        return AttributeWords::tr("%1 is a finite number.").arg(name);
    QStringList choices;
    for (const double choice : attribute->choices)
        choices.append(displayNumber(choice));
    const QString last = choices.takeLast();
    return AttributeWords::tr("%1 is %2 or %3.").arg(name, choices.join(u", "_s), last);
}

QString attributeValue(const Attribute &attribute, std::optional<double> value)
{
    const QString name = fromUtf8(attribute.name);
    return value ? AttributeWords::tr("%1 = %2").arg(name, displayNumber(*value)) : AttributeWords::tr("%1: all").arg(name);
}

} // namespace chainrule
