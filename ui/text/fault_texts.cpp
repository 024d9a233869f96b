// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/fault_texts.h"

#include "ui/text/text_resource.h"

#include <QtCore/QHash>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

QHash<QString, FaultText> readFaultTexts()
{
    const QJsonObject entries = textResource(u"faults.json"_s);
    QHash<QString, FaultText> texts;
    for (auto entry = entries.begin(); entry != entries.end(); ++entry) {
        const QJsonObject object = entry.value().toObject();
        const auto string = [&](const char *key) { return object.value(QLatin1String(key)).toString(); };
        texts.insert(entry.key(), { string("name"), string("wrote"), string("right"), string("why") });
    }
    return texts;
}

} // namespace

bool FaultText::isComplete() const
{
    return !name.isEmpty() && !wrote.isEmpty() && !right.isEmpty() && !why.isEmpty();
}

const FaultText &faultText(const QString &fault)
{
    static const QHash<QString, FaultText> texts = readFaultTexts();
    static const FaultText none;
    const auto found = texts.constFind(fault);
    return found == texts.constEnd() ? none : *found;
}

} // namespace chainrule
