// SPDX-License-Identifier: GPL-3.0-or-later
// As much of JSON Schema as resources/schema uses; a word that it does not know is an error, so that nothing goes unchecked.
#pragma once

#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>
#include <QtCore/QSet>
#include <QtCore/QString>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

class SchemaCheck final
{
public:
    explicit SchemaCheck(QJsonObject schema)
        : m_root(std::move(schema))
    {
    }

    // Where the value breaks the schema; empty when it does not.
    QString fault(const QJsonValue &value) const { return fault(value, m_root, u"$"_s); }

private:
    static QString key(const char *text) { return QString::fromLatin1(text); }

    QString fault(const QJsonValue &value, const QJsonObject &schema, const QString &at) const
    {
        static const QSet<QString> words{ key("$schema"),     key("title"),
                                          key("description"), key("$defs"),
                                          key("type"),        key("required"),
                                          key("properties"),  key("const"),
                                          key("enum"),        key("$ref"),
                                          key("anyOf"),       key("items"),
                                          key("minItems"),    key("maxItems"),
                                          key("minimum"),     key("maximum"),
                                          key("minLength"),   key("maxLength"),
                                          key("if"),          key("then"),
                                          key("else"),        key("additionalProperties") };
        for (const QString &word : schema.keys())
            if (!words.contains(word))
                return u"the schema's word "_s + word;
        for (const QString &found : { ofValue(value, schema, at), ofChoice(value, schema, at), ofArray(value, schema, at),
                                      ofObject(value, schema, at) })
            if (!found.isEmpty())
                return found;
        return {};
    }

    static bool isOfType(const QJsonValue &value, const QString &type)
    {
        if (type == key("integer"))
            return value.isDouble() && value.toDouble() == std::floor(value.toDouble());
        return (type == key("object") && value.isObject()) || (type == key("array") && value.isArray())
            || (type == key("string") && value.isString()) || (type == key("number") && value.isDouble())
            || (type == key("boolean") && value.isBool());
    }

    static QString ofValue(const QJsonValue &value, const QJsonObject &schema, const QString &at)
    {
        if (schema.contains(key("type")) && !isOfType(value, schema[key("type")].toString()))
            return at + u": type"_s;
        if (schema.contains(key("const")) && value != schema[key("const")])
            return at + u": const"_s;
        if (schema.contains(key("enum")) && !schema[key("enum")].toArray().contains(value))
            return at + u": enum"_s;
        if (value.isDouble() && value.toDouble() < schema[key("minimum")].toDouble(value.toDouble()))
            return at + u": minimum"_s;
        if (value.isDouble() && value.toDouble() > schema[key("maximum")].toDouble(value.toDouble()))
            return at + u": maximum"_s;
        const qsizetype length = value.toString().size();
        if (value.isString() && (length < schema[key("minLength")].toInt() || length > schema[key("maxLength")].toInt(1 << 30)))
            return at + u": length"_s;
        return {};
    }

    QString ofChoice(const QJsonValue &value, const QJsonObject &schema, const QString &at) const
    {
        if (schema.contains(key("$ref"))) {
            const QString name = schema[key("$ref")].toString().section(u'/', -1);
            QString found = fault(value, m_root[key("$defs")].toObject()[name].toObject(), at);
            if (!found.isEmpty())
                return found;
        }
        const QJsonArray any = schema[key("anyOf")].toArray();
        const auto fits = [&](const QJsonValue &each) { return fault(value, each.toObject(), at).isEmpty(); };
        if (!any.isEmpty() && std::none_of(any.begin(), any.end(), fits))
            return at + u": anyOf"_s;
        if (schema.contains(key("if")))
            return fault(value, schema[fits(schema[key("if")]) ? key("then") : key("else")].toObject(), at);
        return {};
    }

    QString ofArray(const QJsonValue &value, const QJsonObject &schema, const QString &at) const
    {
        const QJsonArray array = value.toArray();
        if (value.isArray()
            && (array.size() < schema[key("minItems")].toInt() || array.size() > schema[key("maxItems")].toInt(1 << 30)))
            return at + u": number of items"_s;
        for (qsizetype i = 0; i < array.size() && schema.contains(key("items")); ++i)
            if (QString found = fault(array.at(i), schema[key("items")].toObject(), at + u"[%1]"_s.arg(i)); !found.isEmpty())
                return found;
        return {};
    }

    QString ofObject(const QJsonValue &value, const QJsonObject &schema, const QString &at) const
    {
        const QJsonObject object = value.toObject();
        const QJsonObject properties = schema[key("properties")].toObject();
        for (const QJsonValue &name : schema[key("required")].toArray())
            if (value.isObject() && !object.contains(name.toString()))
                return at + u": required "_s + name.toString();
        for (auto field = object.begin(); field != object.end(); ++field) {
            const QJsonValue others = schema.value(key("additionalProperties")); // false, or what they have to be
            const bool known = properties.contains(field.key());
            if (!known && others.isBool())
                return at + u": additional "_s + field.key();
            QString found =
                fault(field.value(), (known ? properties[field.key()] : others).toObject(), at + u'.' + field.key());
            if (!found.isEmpty())
                return found;
        }
        return {};
    }

    QJsonObject m_root;
};
