// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/json_fields.h"

#include "document/document_limits.h"
#include "files/storage_error.h"

#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace chainrule {

using FlawKind = DocumentFlaw::Kind;

JsonFields::JsonFields(const QJsonValue &object, QString where, QString path)
    : m_where(std::move(where))
    , m_path(std::move(path))
    , m_object(object.toObject())
{
    if (!object.isObject())
        fail(FlawKind::Type, {});
}

void JsonFields::fail(FlawKind kind, const QString &what) const
{
    throw StorageError(DocumentFlaw{ kind, m_where, what }, m_path);
}

QJsonValue JsonFields::take(QLatin1String field)
{
    QJsonValue value = m_object.value(field);
    if (value.isUndefined())
        fail(FlawKind::Missing, field);
    m_taken.append(field);
    return value;
}

QJsonObject JsonFields::rest() const
{
    if (m_taken.size() == m_object.size())
        return {};
    QJsonObject rest = m_object;
    for (const QLatin1String field : m_taken)
        rest.remove(field);
    return rest;
}

QString JsonFields::textOf(const QJsonValue &value, QLatin1String field) const
{
    if (!value.isString())
        fail(FlawKind::Type, field);
    return value.toString();
}

QString JsonFields::text(QLatin1String field)
{
    return textOf(take(field), field);
}

QString JsonFields::textOr(QLatin1String field, const QString &otherwise)
{
    return has(field) ? text(field) : otherwise;
}

QJsonArray JsonFields::list(QLatin1String field)
{
    if (!has(field))
        return {};
    const QJsonValue value = take(field);
    if (!value.isArray())
        fail(FlawKind::Type, field);
    return value.toArray();
}

QStringList JsonFields::texts(QLatin1String field)
{
    QStringList texts;
    for (const QJsonValue &value : list(field))
        texts.append(textOf(value, field));
    return texts;
}

bool JsonFields::flag(QLatin1String field)
{
    if (!has(field))
        return false;
    const QJsonValue value = take(field);
    if (!value.isBool())
        fail(FlawKind::Type, field);
    return value.toBool();
}

int JsonFields::count(QLatin1String field, int otherwise)
{
    if (!has(field))
        return otherwise;
    const double value = number(take(field), field);
    if (value < 0 || value > std::numeric_limits<int>::max() || value != std::floor(value))
        fail(FlawKind::Number, field);
    return int(value);
}

double JsonFields::number(const QJsonValue &value, QLatin1String field) const
{
    if (value == QJsonValue("-0"_L1))
        return -0.0; // QJsonDocument would lose its sign
    if (!value.isDouble())
        fail(FlawKind::Type, field);
    if (!std::isfinite(value.toDouble()))
        fail(FlawKind::Number, field);
    return value.toDouble();
}

double JsonFields::number(QLatin1String field)
{
    return number(take(field), field);
}

std::uint64_t JsonFields::whole(QLatin1String field)
{
    constexpr double exact = 1LL << std::numeric_limits<double>::digits;
    const double value = number(field);
    if (value < 0 || value > exact || value != std::floor(value))
        fail(FlawKind::Number, field);
    return std::uint64_t(value);
}

JsonFields JsonFields::object(QLatin1String field)
{
    return { take(field), m_where, m_path };
}

QMap<QString, double> JsonFields::numbers(QLatin1String field)
{
    if (!has(field))
        return {};
    const QJsonValue value = take(field);
    if (!value.isObject())
        fail(FlawKind::Type, field);
    QMap<QString, double> numbers;
    const QJsonObject object = value.toObject();
    for (auto each = object.constBegin(); each != object.constEnd(); ++each)
        numbers.insert(each.key(), number(*each, field));
    return numbers;
}

QPointF JsonFields::point(QLatin1String field)
{
    const QJsonValue value = take(field);
    const QJsonArray pair = value.toArray();
    if (!value.isArray() || pair.size() != 2)
        fail(FlawKind::Type, field);
    return { number(pair.at(0), field), number(pair.at(1), field) };
}

Shape JsonFields::shape(QLatin1String field)
{
    const QJsonValue value = take(field);
    const QJsonArray pair = value.toArray();
    if (!value.isArray() || pair.size() != 2)
        fail(FlawKind::Type, field);
    const double rows = number(pair.at(0), field);
    const double columns = number(pair.at(1), field);
    const bool whole = rows == std::floor(rows) && columns == std::floor(columns);
    if (!whole || rows < 1 || columns < 1 || rows * columns > double(DocumentLimit::numbers))
        fail(FlawKind::Number, field);
    return Shape(Index(rows), Index(columns));
}

Tensor JsonFields::tensor(QLatin1String field)
{
    const QJsonValue value = take(field);
    if (!value.isArray())
        return Tensor::scalar(number(value, field));
    QJsonArray rows = value.toArray();
    if (!rows.at(0).isArray())
        rows = { value };
    const qsizetype columns = rows.at(0).toArray().size();
    if (columns < 1)
        fail(FlawKind::Rows, field);
    Tensor tensor{ Shape(rows.size(), columns), {} };
    tensor.values.reserve(std::size_t(tensor.shape.size()));
    for (const QJsonValue &row : std::as_const(rows)) {
        const QJsonArray numbers = row.toArray();
        if (!row.isArray() || numbers.size() != columns)
            fail(FlawKind::Rows, field);
        for (const QJsonValue &each : numbers)
            tensor.values.push_back(number(each, field));
    }
    return tensor;
}

void JsonFields::requireNothingElse() const
{
    if (const QJsonObject others = rest(); !others.isEmpty())
        fail(FlawKind::Unknown, others.constBegin().key());
}

} // namespace chainrule
