// SPDX-License-Identifier: GPL-3.0-or-later
// Everything that a document holds, as bytes: two documents are the same when these are.
#pragma once

#include "document/graph_document.h"
#include "files/document_io.h"

#include <QtCore/QDataStream>
#include <QtCore/QIODevice>
#include <QtCore/QJsonDocument>

inline QByteArray documentBytes(const chainrule::GraphDocument &document)
{
    using namespace chainrule;
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    const auto json = [](const QJsonObject &object) {
        return object.isEmpty() ? QByteArray() : QJsonDocument(object).toJson();
    };
    const auto tensor = [&](const Tensor &t) {
        out << qint64(t.shape.rows()) << qint64(t.shape.columns()) << QList<double>(t.values.begin(), t.values.end());
    };
    out << document.id << document.topic << document.title << document.question << document.answer << document.result
        << document.placed << document.timeline << json(document.unknown) << document.upstream.has_value();
    if (document.upstream)
        tensor(*document.upstream);
    for (const DocumentNode &node : document.nodes) {
        out << node.id << node.name << node.op << node.inputs << node.position << node.from << node.fault << node.note
            << json(node.unknown);
        tensor(node.value);
    }
    for (const DocumentGroup &group : document.groups)
        out << group.id << group.name << group.op << group.members << group.folded << group.position.has_value()
            << group.position.value_or(QPointF()) << json(group.unknown);
    for (const HiddenNumber &hidden : document.hidden)
        out << hidden.node << hidden.input.value_or(-1);
    return bytes;
}
