// SPDX-License-Identifier: GPL-3.0-or-later
// Graph documents as JSON, and the demos, which are such documents.
#include "storage/graph_document.h"
#include "storage/mini_batch.h"

#include "engine/faults.h"

#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QSet>

#include <cmath>

namespace chainrule {

namespace {

constexpr int formatVersion = 1;
constexpr double mostNumbers = 1e7; // of a leaf whose numbers are not written out

class DocumentReader final
{
public:
    explicit DocumentReader(QString path)
        : m_path(std::move(path))
    {
    }

    GraphDocument read(const QByteArray &json)
    {
        QJsonParseError error;
        const QJsonDocument parsed = QJsonDocument::fromJson(json, &error);
        if (error.error != QJsonParseError::NoError || !parsed.isObject())
            throw StorageError(StorageError::Kind::BadDocument, m_path, error.offset, error.errorString());
        const QJsonObject object = parsed.object();
        if (object[QLatin1String("format")].toInt() != formatVersion)
            fail(QStringLiteral("format"));

        GraphDocument document;
        document.id = object[QLatin1String("id")].toString();
        document.topic = object[QLatin1String("topic")].toString();
        document.title = object[QLatin1String("title")].toString();
        document.question = object[QLatin1String("question")].toString();
        document.answer = object[QLatin1String("answer")].toString();
        for (const QJsonValue &node : object[QLatin1String("nodes")].toArray())
            document.nodes.append(readNode(node.toObject()));
        for (const QJsonValue &group : object[QLatin1String("groups")].toArray())
            document.groups.append(readGroup(group.toObject()));
        document.result = known(object[QLatin1String("result")].toString(), QStringLiteral("result"));
        if (const QJsonValue upstream = object[QLatin1String("upstream")]; !upstream.isUndefined())
            document.upstream = readTensor(upstream, QStringLiteral("upstream"));
        return document;
    }

private:
    [[noreturn]] void fail(const QString &detail) const
    {
        throw StorageError(StorageError::Kind::BadDocument, m_path, -1, detail);
    }

    QString known(const QString &id, const QString &where) const
    {
        if (!m_ids.contains(id))
            fail(where + QStringLiteral(": ") + id);
        return id;
    }

    DocumentNode readNode(const QJsonObject &object)
    {
        DocumentNode node;
        node.id = object[QLatin1String("id")].toString();
        if (node.id.isEmpty() || m_ids.contains(node.id))
            fail(QStringLiteral("id: ") + node.id);
        node.name = object[QLatin1String("name")].toString(node.id);
        node.op = object[QLatin1String("op")].toString();
        if (node.isLeaf())
            readLeaf(object, node);
        else if (!findOp(node.op.toStdString()))
            fail(node.id + QStringLiteral(": ") + node.op);
        node.fault = readFault(object[QLatin1String("fault")].toString(), node);
        for (const QJsonValue &input : object[QLatin1String("inputs")].toArray())
            node.inputs.append(input.toString());
        node.position = readPosition(object);
        m_ids.insert(node.id);
        return node;
    }

    static QPointF readPosition(const QJsonObject &object)
    {
        const QJsonArray position = object[QLatin1String("position")].toArray();
        return { position.at(0).toDouble(), position.at(1).toDouble() };
    }

    void readLeaf(const QJsonObject &object, DocumentNode &node) const
    {
        node.from = object[QLatin1String("from")].toString();
        if (node.from.isEmpty()) {
            node.value = readTensor(object[QLatin1String("value")], node.id);
            return;
        }
        const QJsonArray dimensions = object[QLatin1String("shape")].toArray();
        const double rows = dimensions.at(0).toDouble();
        const double columns = dimensions.at(1).toDouble();
        if (dimensions.size() != 2 || rows < 1 || columns < 1 || rows * columns > mostNumbers)
            fail(node.id + QStringLiteral(": shape"));
        node.value.shape = Shape(Index(rows), Index(columns));
    }

    QString readFault(const QString &fault, const DocumentNode &node) const
    {
        const bool ofBranch = fault.toStdString() == branchFault;
        if (!fault.isEmpty() && !ofBranch && !findFault(fault.toStdString(), node.op.toStdString()))
            fail(node.id + QStringLiteral(": ") + fault);
        return fault;
    }

    DocumentGroup readGroup(const QJsonObject &object)
    {
        DocumentGroup group;
        group.id = object[QLatin1String("id")].toString();
        group.name = object[QLatin1String("name")].toString(group.id);
        group.op = object[QLatin1String("op")].toString();
        group.folded = object[QLatin1String("folded")].toBool();
        if (object.contains(QLatin1String("position")))
            group.position = readPosition(object);
        for (const QJsonValue &member : object[QLatin1String("members")].toArray())
            group.members.append(known(member.toString(), group.id));
        return group;
    }

    // A number, a row [1, 2] or rows [[1, 2], [3, 4]].
    Tensor readTensor(const QJsonValue &value, const QString &where) const
    {
        if (!value.isArray())
            return Tensor::scalar(number(value, where));
        QJsonArray rows = value.toArray();
        if (!rows.at(0).isArray())
            rows = { value };
        const auto columns = rows.at(0).toArray().size();
        Tensor tensor{ shape(rows.size(), columns, where), {} };
        for (const QJsonValue &row : std::as_const(rows)) {
            if (row.toArray().size() != columns)
                fail(where + QStringLiteral(": ") + QString::number(row.toArray().size()));
            for (const QJsonValue &element : row.toArray())
                tensor.values.push_back(number(element, where));
        }
        return tensor;
    }

    Shape shape(Index rows, Index columns, const QString &where) const
    {
        if (rows < 1 || columns < 1)
            fail(where + QStringLiteral(": []"));
        return { rows, columns };
    }

    double number(const QJsonValue &value, const QString &where) const
    {
        if (!value.isDouble() || !std::isfinite(value.toDouble()))
            fail(where + QStringLiteral(": ") + value.toString());
        return value.toDouble();
    }

    QString m_path;
    QSet<QString> m_ids;
};

} // namespace

GraphDocument parseDocument(const QByteArray &json, const QString &path)
{
    GraphDocument document = DocumentReader(path).read(json);
    fill(document, builtInBatch(), path);
    return document;
}

QStringList demoIds()
{
    return { QStringLiteral("apple"),        QStringLiteral("apple_orange"), QStringLiteral("chain"),
             QStringLiteral("add"),          QStringLiteral("mul"),          QStringLiteral("copy"),
             QStringLiteral("max"),          QStringLiteral("relu"),         QStringLiteral("sigmoid"),
             QStringLiteral("affine"),       QStringLiteral("affine_batch"), QStringLiteral("softmax_loss"),
             QStringLiteral("mse_identity"), QStringLiteral("two_layer") };
}

std::optional<GraphDocument> demo(const QString &id, const MiniBatch &batch)
{
    if (!demoIds().contains(id))
        return std::nullopt;
    const QString path = QStringLiteral(":/demos/%1.json").arg(id);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        throw StorageError(StorageError::Kind::NotFound, path);
    GraphDocument document = DocumentReader(path).read(file.readAll());
    fill(document, batch, path);
    return document;
}

std::optional<GraphDocument> demo(const QString &id)
{
    return demo(id, builtInBatch());
}

} // namespace chainrule
