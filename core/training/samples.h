// SPDX-License-Identifier: GPL-3.0-or-later
// Where a learner's mini-batches come from: a data set whose rows are written into leaves.
#pragma once

#include "engine/run.h"

namespace chainrule {

template <class S> class Samples
{
public:
    virtual ~Samples() = default;

    virtual Index count() const = 0; // at least 1
    // Writes these samples into the run's leaves, one a row. Allocates at the first call only. Throws GraphError (Size) where a
    // leaf has no room for them.
    virtual void show(std::span<const Index> samples, Run<S> &run) = 0;
};

// Samples as numbers in memory.
template <class S> class TableSamples final : public Samples<S>
{
public:
    struct Column
    {
        NodeId leaf = noNode;
        Index width = 1; // numbers a sample: of the leaf's row
        std::vector<S> numbers; // count × width
    };

    // At least one column, all of the same number of samples.
    explicit TableSamples(std::vector<Column> columns);

    Index count() const override;
    void show(std::span<const Index> samples, Run<S> &run) override;

private:
    std::vector<Column> m_columns;
};

extern template class TableSamples<float>;
extern template class TableSamples<double>;

} // namespace chainrule
