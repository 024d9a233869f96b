// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/tensor_builder.h"

#include "text/number_text.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

bool isNonFiniteName(QStringView number)
{
    while (!number.isEmpty() && (number.front() == u'-' || number.front() == u'+' || number.front() == minusSign))
        number = number.mid(1);
    constexpr QLatin1String names[] = { "nan"_L1, "inf"_L1, "infinity"_L1 };
    return number == QStringView(u"∞")
        || std::ranges::any_of(names, [&](QLatin1String name) { return number.compare(name, Qt::CaseInsensitive) == 0; });
}

} // namespace

void TensorBuilder::add(QStringView number, qsizetype offset, qsizetype length)
{
    if (Index(m_values.size()) == mostTypedNumbers)
        fail(TensorFault::Kind::TooMany, offset, length);
    if (number.isEmpty())
        fail(TensorFault::Kind::EmptyCell, offset, length);
    if (isNonFiniteName(number))
        fail(TensorFault::Kind::NotFinite, offset, length);
    if (number.contains(u','))
        fail(TensorFault::Kind::NotANumber, offset, length);
    const auto parsed = parseNumber(number.toString());
    if (const NumberFault *fault = std::get_if<NumberFault>(&parsed))
        fail(*fault == NumberFault::TooLarge ? TensorFault::Kind::NumberTooLarge : TensorFault::Kind::NotANumber, offset,
             length);
    m_values.push_back(std::get<double>(parsed));
    ++m_inRow;
}

void TensorBuilder::endRow(qsizetype offset, qsizetype length)
{
    if (m_inRow == 0)
        fail(TensorFault::Kind::EmptyCell, offset, length);
    if (m_columns >= 0 && m_inRow != m_columns)
        throw TensorFault{ TensorFault::Kind::Ragged, offset, length, m_rows, -1, m_inRow, m_columns };
    m_columns = m_inRow;
    m_inRow = 0;
    ++m_rows;
}

Tensor TensorBuilder::finish() &&
{
    return { Shape(m_rows, m_columns), std::move(m_values) };
}

void TensorBuilder::fail(TensorFault::Kind kind, qsizetype offset, qsizetype length) const
{
    throw TensorFault{ kind, offset, length, m_rows, m_inRow };
}

} // namespace chainrule
