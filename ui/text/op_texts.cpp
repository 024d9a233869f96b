// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/op_texts.h"

#include "ui/text/text_resource.h"

#include <QtCore/QHash>
#include <QtCore/QJsonArray>

#include <algorithm>

namespace chainrule {

namespace {

QStringList stringsOf(const QJsonValue &value)
{
    QStringList strings;
    for (const QJsonValue entry : value.toArray())
        strings.append(entry.toString());
    return strings;
}

OpText textOf(const QJsonObject &entry)
{
    const auto string = [&](const char *key) { return entry.value(QLatin1String(key)).toString(); };
    OpText text;
    text.name = string("name");
    text.sentence = string("sentence");
    text.result = string("result");
    text.inputs = stringsOf(entry.value(QLatin1String("inputs")));
    text.formula = string("formula");
    text.derivatives = stringsOf(entry.value(QLatin1String("derivatives")));
    text.numbers = string("numbers");
    text.derivativeNumbers = stringsOf(entry.value(QLatin1String("derivativeNumbers")));
    text.oneHot = string("oneHot");
    const QJsonObject letters = entry.value(QLatin1String("letters")).toObject();
    for (auto letter = letters.begin(); letter != letters.end(); ++letter)
        text.letters.insert(letter.key(), letter->toString());
    text.backward = string("backward");
    text.why = string("why");
    text.trouble = string("trouble");
    return text;
}

QHash<QString, OpText> readOpTexts()
{
    const QJsonObject entries = textResource(QStringLiteral("ops.json"));
    QHash<QString, OpText> texts;
    for (auto entry = entries.begin(); entry != entries.end(); ++entry)
        texts.insert(entry.key(), textOf(entry.value().toObject()));
    return texts;
}

} // namespace

bool OpText::isComplete(int arity) const
{
    const auto filled = [](const QString &text) { return !text.trimmed().isEmpty(); };
    const QStringList all = QStringList{ name, sentence, result, formula, backward, why } + inputs + derivatives;
    return inputs.size() == arity && derivatives.size() == arity && std::ranges::all_of(all, filled);
}

const OpText &opText(std::string_view op)
{
    static const QHash<QString, OpText> texts = readOpTexts();
    static const OpText none;
    const auto found = texts.constFind(QString::fromUtf8(op.data(), qsizetype(op.size())));
    return found == texts.constEnd() ? none : *found;
}

} // namespace chainrule
