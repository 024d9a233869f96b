// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/document_reader.h"

#include "document/document_check.h"
#include "document/document_limits.h"
#include "files/about_file.h"
#include "files/document_upgrade.h"
#include "files/json_fields.h"
#include "files/storage_error.h"

#include <QtCore/QJsonDocument>

namespace chainrule {

namespace {

using FlawKind = DocumentFlaw::Kind;
using namespace Qt::StringLiterals;

class DocumentReader final
{
public:
    explicit DocumentReader(const QString &path)
        : m_path(path)
    {
    }

    GraphDocument read(const QByteArray &json) const
    {
        JsonFields fields(presentFormat(parsed(json)), {}, m_path);
        GraphDocument document;
        document.id = fields.textOr("id"_L1, {});
        document.topic = fields.textOr("topic"_L1, {});
        document.title = fields.textOr("title"_L1, {});
        document.question = fields.textOr("question"_L1, {});
        document.answer = fields.textOr("answer"_L1, {});
        document.data = fields.textOr("data"_L1, {});
        for (const QJsonValue &node : elements(fields, "nodes"_L1))
            document.nodes.append(readNode({ node, u"nodes"_s, m_path }));
        fillFromRules(document);
        for (const QJsonValue &group : elements(fields, "groups"_L1))
            document.groups.append(readGroup({ group, u"groups"_s, m_path }));
        document.result = fields.textOr("result"_L1, {});
        if (fields.has("upstream"_L1))
            document.upstream = fields.tensor("upstream"_L1);
        document.placed = fields.flag("placed"_L1);
        document.timeline = fields.count("timeline"_L1, 0);
        for (const QJsonValue &hidden : elements(fields, "hidden"_L1))
            document.hidden.append(readHidden({ hidden, u"hidden"_s, m_path }));
        document.unknown = fields.rest();
        return document;
    }

private:
    QJsonObject parsed(const QByteArray &json) const
    {
        if (json.size() > DocumentLimit::bytes)
            throw StorageError(StorageError::Kind::TooLarge, m_path, -1,
                               u"%1 / %2"_s.arg(json.size()).arg(DocumentLimit::bytes));
        QJsonParseError error;
        const QJsonDocument document = QJsonDocument::fromJson(json, &error);
        if (error.error != QJsonParseError::NoError)
            throw StorageError(DocumentFlaw{ FlawKind::Json, {}, error.errorString() }, m_path, error.offset);
        if (!document.isObject() || !document.object().contains("nodes"_L1))
            throw StorageError(DocumentFlaw{ FlawKind::NotGraph, {}, u"nodes"_s }, m_path);
        return document.object();
    }

    // Without the number of the format.
    QJsonObject presentFormat(QJsonObject object) const
    {
        const QJsonValue value = object.take("format"_L1);
        const int format = value.toInt();
        if (value.isDouble() && value.toDouble() > documentFormat)
            throw StorageError(StorageError::Kind::NewerVersion, m_path, -1, QString::number(value.toDouble()));
        if (format < 1)
            throw StorageError(DocumentFlaw{ FlawKind::NotGraph, {}, u"format"_s }, m_path);
        return upgraded(std::move(object), format);
    }

    QJsonArray elements(JsonFields &fields, QLatin1String field) const
    {
        QJsonArray list = fields.list(field);
        if (list.size() > DocumentLimit::nodes)
            throw StorageError(StorageError::Kind::TooLarge, m_path, -1,
                               u"%1 / %2"_s.arg(list.size()).arg(DocumentLimit::nodes));
        return list;
    }

    static DocumentNode readNode(JsonFields fields)
    {
        DocumentNode node;
        node.id = fields.text("id"_L1);
        fields.setWhere(node.id);
        node.name = fields.text("name"_L1);
        fields.setWhere(node.name);
        node.op = fields.text("op"_L1);
        node.inputs = fields.texts("inputs"_L1);
        if (node.isLeaf())
            readLeaf(fields, node);
        node.fault = fields.textOr("fault"_L1, {});
        node.note = fields.textOr("note"_L1, {});
        node.attributes = fields.numbers("attributes"_L1);
        node.position = fields.point("position"_L1);
        node.unknown = fields.rest();
        return node;
    }

    static void readLeaf(JsonFields &fields, DocumentNode &node)
    {
        node.from = fields.textOr("from"_L1, {});
        if (node.isParameter() && fields.has("start"_L1))
            readStart(fields, node);
        else if (node.from.isEmpty() || fields.has("value"_L1))
            node.value = fields.tensor("value"_L1);
        else
            node.value = { fields.shape("shape"_L1), {} };
    }

    // A rule and a seed, in place of the numbers that they make.
    static void readStart(JsonFields &fields, DocumentNode &node)
    {
        JsonFields start = fields.object("start"_L1);
        const QString name = start.text("rule"_L1);
        const auto rule = startRule(name.toStdString());
        if (!rule)
            start.fail(FlawKind::Source, name);
        node.start = ParameterStart{ *rule };
        if (*rule == ParameterStart::Rule::Normal)
            node.start->deviation = start.number("deviation"_L1);
        if (*rule != ParameterStart::Rule::Zeros)
            node.start->seed = start.whole("seed"_L1);
        start.requireNothingElse();
        node.value = { fields.shape("shape"_L1), {} };
    }

    // Not before it is known how many numbers there are in all.
    void fillFromRules(GraphDocument &document) const
    {
        qint64 numbers = 0;
        for (const DocumentNode &node : document.nodes)
            numbers += node.value.shape.size();
        if (numbers > DocumentLimit::numbers)
            throw StorageError(StorageError::Kind::TooLarge, m_path, -1, u"%1 / %2"_s.arg(numbers).arg(DocumentLimit::numbers));
        for (DocumentNode &node : document.nodes)
            if (node.start)
                node.value.values = startNumbers(*node.start, node.value.shape);
    }

    static DocumentGroup readGroup(JsonFields fields)
    {
        DocumentGroup group;
        group.id = fields.text("id"_L1);
        fields.setWhere(group.id);
        group.name = fields.text("name"_L1);
        fields.setWhere(group.name);
        group.op = fields.textOr("op"_L1, {});
        group.members = fields.texts("members"_L1);
        group.folded = fields.flag("folded"_L1);
        if (fields.has("position"_L1))
            group.position = fields.point("position"_L1);
        group.note = fields.textOr("note"_L1, {});
        group.unknown = fields.rest();
        return group;
    }

    static HiddenNumber readHidden(JsonFields fields)
    {
        HiddenNumber hidden;
        hidden.node = fields.text("node"_L1);
        if (fields.has("input"_L1))
            hidden.input = fields.count("input"_L1, 0);
        fields.requireNothingElse();
        return hidden;
    }

    const QString &m_path;
};

} // namespace

GraphDocument readDocument(const QByteArray &json, const QString &path)
{
    GraphDocument document = DocumentReader(path).read(json);
    aboutFile(path, [&] { requireSound(document); });
    return document;
}

} // namespace chainrule
