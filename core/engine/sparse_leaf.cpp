// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/sparse_leaf.h"

#include <utility>

namespace chainrule {

template <class S> NonZeros<S> setSparse(Run<S> &run, NodeId leaf, NonZeros<S> values)
{
    run.requireLeaf(leaf);
    const Shape &shape = run.graph().shape(leaf);
    for (Index r = 0; r < values.rows(); ++r) {
        const auto columns = values.row(r).columns;
        if (r >= shape.rows() || (!columns.empty() && Index(columns.back()) >= shape.columns()))
            throw GraphError(GraphError::Kind::Size, leaf);
    }
    if (run.m_listed >= 0 && run.m_listed != leaf)
        run.writeListed(run.m_listed);
    run.restart();
    run.m_states[std::size_t(leaf)] &= std::uint8_t(~Run<S>::KnownFinite);
    std::swap(run.m_list, values);
    run.m_listed = leaf;
    run.m_listWritten = false;
    return values;
}

template NonZeros<float> setSparse(Run<float> &, NodeId, NonZeros<float>);
template NonZeros<double> setSparse(Run<double> &, NodeId, NonZeros<double>);

} // namespace chainrule
