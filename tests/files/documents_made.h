// SPDX-License-Identifier: GPL-3.0-or-later
// Graph documents that a test makes: with something in every field, or as long as it likes; and one read from bytes.
#pragma once

#include "document/graph_document.h"
#include "files/document_io.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>

namespace chainrule {

inline GraphDocument parsed(const QByteArray &json)
{
    using namespace Qt::StringLiterals;
    return parseDocument(json, u"here.chainrule"_s);
}

inline DocumentNode leaf(const QString &id, const Tensor &value)
{
    using namespace Qt::StringLiterals;
    return { id, id, u"input"_s, {}, value, {} };
}

inline DocumentNode operation(const QString &id, const QString &op, const QStringList &inputs)
{
    return { id, id, op, inputs, {}, {} };
}

// With something in every field.
inline GraphDocument full()
{
    using namespace Qt::StringLiterals;
    GraphDocument document;
    document.id = u"mine"_s;
    document.topic = u"shopping"_s;
    document.title = u"Äpfel \"und\" 林檎 \\ 🍎"_s;
    document.question = u"One line,\n\tand another?"_s;
    document.answer = u"{value:y}"_s;
    document.nodes = { leaf(u"x"_s, Tensor::scalar(-0.0)), leaf(u"w"_s, { Shape(1, 2), { 0.1, 1e22 } }),
                       operation(u"y"_s, u"mul"_s, { u"x"_s, u"x"_s }), operation(u"z"_s, u"mul"_s, { u"y"_s, {} }) };
    document.nodes[0].name = u"an x"_s;
    document.nodes[0].position = { -12.25, 1.0 / 3 };
    document.nodes.append(operation(u"s"_s, u"leaky_relu"_s, { u"x"_s }));
    document.nodes[4].attributes = { { u"slope"_s, 1.0 / 3 } };
    document.nodes[2].note = u"first\nsecond"_s;
    document.nodes[2].fault = u"mul_not_swapped"_s;
    document.nodes[2].unknown = { { u"colour"_s, u"red"_s } };
    document.groups = { { u"g"_s, u"all"_s, u"square"_s, { u"y"_s, u"z"_s }, true, QPointF(5, 6), {} },
                        { u"h"_s, u"one"_s, {}, { u"z"_s }, false, std::nullopt, { { u"width"_s, 7 } } } };
    document.groups[0].note = u"of all\nof them"_s;
    document.result = u"y"_s;
    document.upstream = Tensor{ Shape(2, 1), { 1, -2.5 } };
    document.placed = true;
    document.timeline = 3;
    document.hidden = { { u"y"_s, std::nullopt }, { u"y"_s, 1 } };
    document.unknown = { { u"author"_s, QJsonObject{ { u"name"_s, QJsonArray{ 1, u"two"_s, QJsonValue() } } } } };
    return document;
}

// One leaf, and each node the one before with the other sign.
inline GraphDocument chain(int nodes)
{
    using namespace Qt::StringLiterals;
    GraphDocument document;
    document.nodes.append(leaf(u"n0"_s, Tensor::scalar(1)));
    for (int i = 1; i < nodes; ++i)
        document.nodes.append(operation(u"n%1"_s.arg(i), u"neg"_s, { u"n%1"_s.arg(i - 1) }));
    return document;
}

} // namespace chainrule
