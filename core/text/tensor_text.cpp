// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/tensor_text.h"

#include "text/number_text.h"
#include "text/plain_signs.h"
#include "text/tensor_builder.h"

#include <QtCore/QStringList>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

constexpr qsizetype longestNumber = 1000; // characters; longer is what is pasted in thousands

QString rowText(std::span<const double> row)
{
    QStringList numbers;
    for (const double number : row)
        numbers.append(shortestText(number));
    return u'[' + numbers.join(", "_L1) + u']';
}

} // namespace

std::variant<Tensor, TensorFault> parseTensor(const QString &text, const QLocale &language)
{
    try {
        const QString trimmed = text.trimmed();
        if (trimmed.isEmpty())
            return TensorFault{ TensorFault::Kind::Empty };
        const auto number = trimmed.size() <= longestNumber ? parseNumber(trimmed, language) : NumberFault::NotANumber;
        if (const double *scalar = std::get_if<double>(&number))
            return Tensor::scalar(*scalar); // 1.5 × 10⁻³, in one piece
        if (std::get<NumberFault>(number) == NumberFault::Unclear)
            return TensorFault{ TensorFault::Kind::Ambiguous, text.indexOf(trimmed), trimmed.size() };
        const QString plain = withPlainSigns(text);
        const bool hasBrackets = plain.contains(u'[') || plain.contains(u'(');
        return hasBrackets ? readBracketed(plain) : readTable(plain, language);
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
