// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/document_io.h"

#include "document/document_check.h"
#include "document/document_error.h"
#include "files/about_file.h"
#include "files/document_upgrade.h"
#include "learning/mini_batch.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>

#include <algorithm>
#include <cmath>

namespace chainrule {

namespace {

using namespace Qt::StringLiterals;

QJsonValue number(double value)
{
    // QJsonDocument loses the sign of a zero.
    return value == 0 && std::signbit(value) ? QJsonValue(u"-0"_s) : QJsonValue(value);
}

QJsonArray pair(const QPointF &point)
{
    return { number(point.x()), number(point.y()) };
}

QJsonValue tensor(const Tensor &tensor)
{
    if (tensor.shape.isScalar())
        return number(tensor.values.front());
    QJsonArray rows;
    for (Index r = 0; r < tensor.shape.rows(); ++r) {
        QJsonArray row;
        for (Index c = 0; c < tensor.shape.columns(); ++c)
            row.append(number(tensor.values[std::size_t(r * tensor.shape.columns() + c)]));
        rows.append(row);
    }
    return rows;
}

// Leaves out what says nothing: an empty text, a false, a zero, an empty list.
void put(QJsonObject &object, QLatin1String field, const QJsonValue &value)
{
    const bool nothing = value == QJsonValue(QString()) || value == QJsonValue(false) || value == QJsonValue(0)
        || (value.isArray() && value.toArray().isEmpty()) || (value.isObject() && value.toObject().isEmpty());
    if (nothing)
        object.remove(field);
    else
        object[field] = value;
}

// The leaves as a reader fills them that finds no numbers there: these need not be written.
GraphDocument refilled(GraphDocument document)
{
    if (std::ranges::all_of(std::as_const(document.nodes), &QString::isEmpty, &DocumentNode::from))
        return {}; // nobody will look at it
    document.data.clear();
    for (DocumentNode &node : document.nodes)
        if (!node.from.isEmpty())
            node.value.values.clear();
    try {
        fill(document, builtInBatch());
    } catch (const DocumentError &) { // pictures of another number or size: those from there on are written
    }
    return document;
}

class DocumentWriter final
{
public:
    explicit DocumentWriter(const GraphDocument &document)
        : m_document(document)
        , m_standard(refilled(document))
    {
    }

    QJsonObject object() const
    {
        QJsonObject object = m_document.unknown;
        object["format"_L1] = documentFormat;
        put(object, "id"_L1, m_document.id);
        put(object, "topic"_L1, m_document.topic);
        put(object, "title"_L1, m_document.title);
        put(object, "question"_L1, m_document.question);
        put(object, "answer"_L1, m_document.answer);
        QJsonArray nodes;
        bool standardData = false;
        for (qsizetype i = 0; i < m_document.nodes.size(); ++i) {
            nodes.append(node(i));
            const QString &from = m_document.nodes[i].from;
            standardData = standardData || (isStandard(i) && (from == "images"_L1 || from == "labels"_L1));
        }
        object["nodes"_L1] = nodes;
        put(object, "data"_L1, standardData && m_document.data == m_standard.data ? QString() : m_document.data);
        QJsonArray groups;
        for (const DocumentGroup &each : m_document.groups)
            groups.append(group(each));
        put(object, "groups"_L1, groups);
        put(object, "result"_L1, m_document.result);
        if (m_document.upstream)
            object["upstream"_L1] = tensor(*m_document.upstream);
        put(object, "placed"_L1, m_document.placed);
        put(object, "timeline"_L1, m_document.timeline);
        put(object, "hidden"_L1, hidden());
        return object;
    }

private:
    bool isStandard(qsizetype index) const
    {
        const DocumentNode &node = m_document.nodes[index];
        return !node.from.isEmpty() && node.value == m_standard.nodes[index].value;
    }

    QJsonObject node(qsizetype index) const
    {
        const DocumentNode &node = m_document.nodes[index];
        QJsonObject object = node.unknown;
        object["id"_L1] = node.id;
        object["name"_L1] = node.name;
        object["op"_L1] = node.op;
        object["position"_L1] = pair(node.position);
        put(object, "inputs"_L1, QJsonArray::fromStringList(node.inputs));
        put(object, "fault"_L1, node.fault);
        put(object, "note"_L1, node.note);
        put(object, "attributes"_L1, attributes(node));
        if (!node.isLeaf())
            return object;
        put(object, "from"_L1, node.from);
        if (node.start)
            object["start"_L1] = start(*node.start);
        if (node.start || isStandard(index))
            object["shape"_L1] = QJsonArray{ qint64(node.value.shape.rows()), qint64(node.value.shape.columns()) };
        else
            object["value"_L1] = tensor(node.value);
        return object;
    }

    static QJsonObject start(const ParameterStart &start)
    {
        QJsonObject object{ { u"rule"_s, QString::fromUtf8(nameOf(start.rule)) } };
        if (start.rule == ParameterStart::Rule::Normal)
            object["deviation"_L1] = number(start.deviation);
        if (start.rule != ParameterStart::Rule::Zeros)
            object["seed"_L1] = qint64(start.seed);
        return object;
    }

    static QJsonObject attributes(const DocumentNode &node)
    {
        QJsonObject object;
        for (auto each = node.attributes.constBegin(); each != node.attributes.constEnd(); ++each)
            object[each.key()] = number(*each);
        return object;
    }

    static QJsonObject group(const DocumentGroup &group)
    {
        QJsonObject object = group.unknown;
        object["id"_L1] = group.id;
        object["name"_L1] = group.name;
        object["members"_L1] = QJsonArray::fromStringList(group.members);
        put(object, "op"_L1, group.op);
        put(object, "folded"_L1, group.folded);
        put(object, "note"_L1, group.note);
        if (group.position)
            object["position"_L1] = pair(*group.position);
        return object;
    }

    QJsonArray hidden() const
    {
        QJsonArray list;
        for (const HiddenNumber &each : m_document.hidden) {
            QJsonObject object{ { u"node"_s, each.node } };
            if (each.input)
                object["input"_L1] = *each.input;
            list.append(object);
        }
        return list;
    }

    const GraphDocument &m_document;
    GraphDocument m_standard;
};

// Printable ASCII that means nothing in JSON.
bool isPlain(const QString &text)
{
    return std::ranges::all_of(text, [](QChar c) { return c >= u' ' && c <= u'~' && c != u'"' && c != u'\\'; });
}

// As QJsonDocument writes it, which has to make an array of each value: most texts and numbers are written without.
QByteArray compact(const QJsonValue &value)
{
    constexpr double surelyExact = 1e15;
    if (value.isString() && isPlain(value.toString()))
        return '"' + value.toString().toLatin1() + '"';
    if (const double number = value.toDouble(surelyExact); number == std::floor(number) && std::abs(number) < surelyExact)
        return QByteArray::number(qint64(number));
    return QJsonDocument(QJsonArray{ value })
        .toJson(QJsonDocument::Compact)
        .sliced(1)
        .chopped(1)
        .replace("\xef\xbb\xbf", "\\ufeff"); // a byte order mark, which would be taken off on reading
}

// In one line, as people write JSON.
void append(QByteArray &json, const QJsonValue &value)
{
    const char *between = "";
    if (value.isObject()) {
        const QJsonObject object = value.toObject();
        json += '{';
        for (auto field = object.constBegin(); field != object.constEnd(); ++field) {
            json += between + compact(field.key()) + ": ";
            append(json, field.value());
            between = ", ";
        }
        json += '}';
    } else if (value.isArray()) {
        json += '[';
        for (const QJsonValue &element : value.toArray()) {
            json += between;
            append(json, element);
            between = ", ";
        }
        json += ']';
    } else {
        json += compact(value);
    }
}

// A line for each field, and for each object in a list: what has changed is seen by comparing lines.
QByteArray laidOut(const QJsonObject &object)
{
    QByteArray json = "{\n";
    for (auto field = object.constBegin(); field != object.constEnd(); ++field) {
        const bool last = std::next(field) == object.constEnd();
        json += "  " + compact(field.key()) + ": ";
        const QJsonArray list = field->toArray();
        if (list.at(0).isObject()) {
            json += "[\n";
            for (qsizetype i = 0; i < list.size(); ++i) {
                json += "    ";
                append(json, list.at(i));
                json += i + 1 < list.size() ? ",\n" : "\n";
            }
            json += "  ]";
        } else {
            append(json, field.value());
        }
        json += last ? "\n" : ",\n";
    }
    return json + "}\n";
}

} // namespace

QByteArray toJson(const GraphDocument &document, const QString &path)
{
    aboutFile(path, [&] { requireSound(document); });
    return laidOut(DocumentWriter(document).object());
}

} // namespace chainrule
