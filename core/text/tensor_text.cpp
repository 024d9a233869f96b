// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/tensor_text.h"

#include "text/number_text.h"
#include "text/tensor_builder.h"

#include <QtCore/QStringList>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

QString rowText(std::span<const double> row)
{
    QStringList numbers;
    for (const double number : row)
        numbers.append(shortestText(number));
    return u'[' + numbers.join(", "_L1) + u']';
}

} // namespace

std::variant<Tensor, TensorFault> parseTensor(const QString &text)
{
    try {
        if (text.trimmed().isEmpty())
            return TensorFault{ TensorFault::Kind::Empty };
        const bool hasBrackets = text.contains(u'[') || text.contains(u'(');
        return hasBrackets ? readBracketed(text) : readTable(text);
    } catch (const TensorFault &fault) {
        return fault;
    }
}

QString tensorText(const Tensor &tensor)
{
    if (tensor.shape.isScalar())
        return shortestText(tensor.values.front());
    const auto columns = std::size_t(tensor.shape.columns());
    QStringList rows;
    for (std::size_t row = 0; row < std::size_t(tensor.shape.rows()); ++row)
        rows.append(rowText(std::span(tensor.values).subspan(row * columns, columns)));
    return rows.size() == 1 ? rows.front() : u'[' + rows.join(", "_L1) + u']';
}

} // namespace chainrule
