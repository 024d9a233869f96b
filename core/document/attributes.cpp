// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/attributes.h"

#include "document/utf8.h"

namespace chainrule {

std::optional<std::vector<std::optional<double>>> attributeValues(const Op &op, const QMap<QString, double> &given)
{
    std::vector<std::optional<double>> values;
    qsizetype known = 0;
    for (const Attribute &attribute : op.attributes) {
        const auto found = given.constFind(fromUtf8(attribute.name));
        values.push_back(found == given.constEnd() ? std::nullopt : std::optional(*found));
        known += found != given.constEnd();
    }
    return known == given.size() ? completed(op, values) : std::nullopt;
}

QMap<QString, double> attributesFor(const Op *op, const QMap<QString, double> &given)
{
    QMap<QString, double> fitting;
    for (auto each = given.constBegin(); each != given.constEnd(); ++each) {
        const Attribute *attribute = op ? op->attribute(each.key().toStdString()) : nullptr;
        if (attribute && attribute->takes(*each))
            fitting.insert(each.key(), *each);
    }
    return fitting;
}

} // namespace chainrule
