// SPDX-License-Identifier: GPL-3.0-or-later
// What the readers of typed tensors share: rows that are as long as each other, and the place of what is wrong.
#pragma once

#include "text/tensor_text.h"

namespace chainrule {

// Throws TensorFault, which parseTensor catches.
class TensorBuilder final
{
public:
    // A number with a decimal point, which is written in `length` characters at `offset`.
    void add(QStringView number, qsizetype offset, qsizetype length);
    // The row that ends here, of which `length` characters begin at `offset`.
    void endRow(qsizetype offset, qsizetype length);
    bool isEmpty() const { return m_values.empty(); }
    Tensor finish() &&;

    [[noreturn]] void fail(TensorFault::Kind kind, qsizetype offset, qsizetype length = 1) const;

private:
    std::vector<double> m_values;
    Index m_rows = 0;
    Index m_columns = -1; // of the first row
    Index m_inRow = 0;
};

// The forms with brackets, and those without. Throw TensorFault.
Tensor readBracketed(const QString &text);
Tensor readTable(const QString &text, const QLocale &language);

} // namespace chainrule
