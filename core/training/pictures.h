// SPDX-License-Identifier: GPL-3.0-or-later
// Labelled images made ready for a net: where most is background, each as the list of its ink.
#pragma once

#include "digits/dataset.h"
#include "engine/run.h"

namespace chainrule {

template <class S> class Pictures final
{
public:
    explicit Pictures(const LabelledImages &images); // which live on

    const LabelledImages &images() const { return m_images; }
    // Writes pixels divided by 255 into the rows of a constant leaf, one picture a row. Rows without a picture become zero.
    // Allocates at the first call only.
    void show(std::span<const Index> pictures, Run<S> &run, NodeId leaf);

private:
    void list();
    std::span<const std::uint32_t> inkOf(Index picture) const;
    void fetch(Index picture) const;

    const LabelledImages &m_images;
    std::vector<std::uint32_t> m_ink; // 256 · pixel + value
    std::vector<std::size_t> m_ends; // where each picture's ink ends
    NonZeros<S> m_rows;
};

// Writes pixel values divided by 255 into one row.
template <class S> void writePixels(const LabelledImages &images, Index image, S *row);

extern template class Pictures<float>;
extern template class Pictures<double>;

} // namespace chainrule
