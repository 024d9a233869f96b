// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/samples.h"

#include <algorithm>

namespace chainrule {

template <class S> TableSamples<S>::TableSamples(std::vector<Column> columns)
    : m_columns(std::move(columns))
{
}

template <class S> Index TableSamples<S>::count() const
{
    const Column &first = m_columns.front();
    return std::ssize(first.numbers) / first.width;
}

template <class S> void TableSamples<S>::show(std::span<const Index> samples, Run<S> &run)
{
    for (const Column &column : m_columns) {
        const View<S> leaf = run.edit(column.leaf);
        if (leaf.columns != column.width || leaf.rows < std::ssize(samples))
            throw GraphError(GraphError::Kind::Size, column.leaf);
        S *row = leaf.data;
        for (const Index sample : samples)
            row = std::copy_n(column.numbers.data() + sample * column.width, column.width, row);
    }
}

template class TableSamples<float>;
template class TableSamples<double>;

} // namespace chainrule
