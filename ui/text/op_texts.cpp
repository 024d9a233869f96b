// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/op_texts.h"

#include "document/utf8.h"
#include "text/op_files.h"

#include <QtCore/QHash>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

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
    text.inputs = stringsOf(entry.value("inputs"_L1));
    text.formula = string("formula");
    text.derivatives = stringsOf(entry.value("derivatives"_L1));
    text.numbers = string("numbers");
    text.derivativeNumbers = stringsOf(entry.value("derivativeNumbers"_L1));
    text.oneHot = string("oneHot");
    const QJsonObject letters = entry.value("letters"_L1).toObject();
    for (auto letter = letters.begin(); letter != letters.end(); ++letter)
        text.letters.insert(letter.key(), letter->toString());
    const QJsonObject attributes = entry.value("attributes"_L1).toObject();
    for (auto each = attributes.begin(); each != attributes.end(); ++each) {
        const QJsonObject words = each->toObject();
        text.attributes.insert(each.key(), { words.value("letter"_L1).toString(), words.value("sentence"_L1).toString() });
    }
    text.backward = string("backward");
    text.why = string("why");
    text.trouble = string("trouble");
    return text;
}

using OpTexts = QHash<QString, OpText>;

QString givenKey(const QString &op, const QString &attribute)
{
    return op + u' ' + attribute;
}

// The operation's own text, and one for each attribute that changes it when it is given.
void readTexts(const QString &op, OpTexts &texts)
{
    const QJsonObject entry = QJsonDocument::fromJson(opFile(op.toStdString(), u"en.json"_s)).object();
    texts.insert(op, textOf(entry));
    const QJsonObject attributes = entry.value("attributes"_L1).toObject();
    for (auto each = attributes.begin(); each != attributes.end(); ++each) {
        const QJsonObject given = each->toObject().value("given"_L1).toObject();
        if (given.isEmpty())
            continue;
        QJsonObject changed = entry;
        for (auto field = given.begin(); field != given.end(); ++field)
            changed.insert(field.key(), field.value());
        texts.insert(givenKey(op, each.key()), textOf(changed));
    }
}

OpTexts readOpTexts()
{
    OpTexts texts;
    for (const QString &op : opFolders())
        readTexts(op, texts);
    return texts;
}

const OpText &textFor(const QString &key)
{
    static const OpTexts texts = readOpTexts();
    static const OpText none;
    const auto found = texts.constFind(key);
    return found == texts.constEnd() ? none : *found;
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
    return textFor(fromUtf8(op));
}

const OpText &opText(const Op &op, AttributeValues values)
{
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!values[i])
            continue;
        const OpText &given = textFor(givenKey(fromUtf8(op.id), fromUtf8(op.attributes[i].name)));
        if (!given.name.isEmpty())
            return given;
    }
    return opText(op.id);
}

} // namespace chainrule
