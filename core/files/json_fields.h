// SPDX-License-Identifier: GPL-3.0-or-later
// The fields of a JSON object, each of the type that is asked for and nothing else, and those that nobody asked for.
#pragma once

#include "document/document_flaw.h"
#include "engine/tensor.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>
#include <QtCore/QMap>
#include <QtCore/QPointF>
#include <QtCore/QStringList>
#include <QtCore/QVarLengthArray>

namespace chainrule {

// Each field is read once; rest() is what nobody has read. Everything throws StorageError (BadDocument) when a field has
// another type, or when one that has to be there is not.
class JsonFields final
{
public:
    // `where` names the object in errors, `path` the file.
    JsonFields(const QJsonValue &object, QString where, QString path);

    bool has(QLatin1String field) const { return m_object.contains(field); }
    void setWhere(const QString &where) { m_where = where; }
    QString text(QLatin1String field);
    QString textOr(QLatin1String field, const QString &otherwise);
    QStringList texts(QLatin1String field); // of a list; empty when there is none
    bool flag(QLatin1String field); // false when there is none
    int count(QLatin1String field, int otherwise); // 0 or above
    double number(QLatin1String field);
    std::uint64_t whole(QLatin1String field); // 0 or above, and such that a double is exact
    JsonFields object(QLatin1String field); // at the same place for errors
    QMap<QString, double> numbers(QLatin1String field); // of an object; empty when there is none
    QPointF point(QLatin1String field);
    Shape shape(QLatin1String field); // [rows, columns]
    Tensor tensor(QLatin1String field); // a number, a row [1, 2] or rows [[1, 2], [3, 4]]
    QJsonArray list(QLatin1String field); // empty when there is none

    QJsonObject rest() const;
    void requireNothingElse() const;
    [[noreturn]] void fail(DocumentFlaw::Kind kind, const QString &what) const;

private:
    QJsonValue take(QLatin1String field); // there has to be one
    QString textOf(const QJsonValue &value, QLatin1String field) const;
    double number(const QJsonValue &value, QLatin1String field) const;

    QString m_where;
    QString m_path;
    // Shared with the list that it is in, and left as it is: to take fields out would copy it.
    const QJsonObject m_object;
    QVarLengthArray<QLatin1String, 16> m_taken;
};

} // namespace chainrule
