// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/document_upgrade.h"

#include <QtCore/QJsonArray>

namespace chainrule {

namespace {

using namespace Qt::StringLiterals;

// A name was the id where there was none.
void addName(QJsonObject &object)
{
    if (!object.contains("name"_L1) && object.contains("id"_L1))
        object["name"_L1] = object["id"_L1];
}

template <class F> void forEach(QJsonObject &document, QLatin1String list, F &&change)
{
    if (!document.value(list).isArray()) // operator[] would add it
        return;
    QJsonArray changed;
    for (const QJsonValue &value : document.value(list).toArray()) {
        QJsonObject object = value.toObject();
        change(object);
        changed.append(value.isObject() ? QJsonValue(object) : value);
    }
    document[list] = changed;
}

void upgradeFrom1(QJsonObject &document)
{
    forEach(document, "nodes"_L1, [](QJsonObject &node) {
        addName(node);
        if (!node.contains("position"_L1))
            node["position"_L1] = QJsonArray{ 0, 0 };
    });
    forEach(document, "groups"_L1, addName);
}

// What was called so before was nobody's.
void upgradeFrom2(QJsonObject &document)
{
    forEach(document, "nodes"_L1, [](QJsonObject &node) { node.remove("attributes"_L1); });
}

// What a leaf is for was to be seen by where its numbers come from.
void upgradeFrom3(QJsonObject &document)
{
    forEach(document, "nodes"_L1, [](QJsonObject &node) {
        node.remove("start"_L1); // nobody's
        const QString from = node.value("from"_L1).toString();
        const QString op = node.value("op"_L1).toString();
        if (from.isEmpty())
            return;
        if (op == "input"_L1)
            node["op"_L1] = u"parameter"_s;
        else if (op == "constant"_L1)
            node["op"_L1] = u"data"_s;
    });
}

} // namespace

QJsonObject upgraded(QJsonObject document, int format)
{
    if (format < 2)
        upgradeFrom1(document);
    if (format < 3)
        upgradeFrom2(document);
    if (format < 4)
        upgradeFrom3(document);
    return document;
}

} // namespace chainrule
