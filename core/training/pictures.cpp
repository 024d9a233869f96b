// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/pictures.h"

#include "engine/sparse_leaf.h"

#include <algorithm>

namespace chainrule {

namespace {

constexpr std::uint32_t levels = 256; // of a pixel
constexpr std::size_t ahead = 4; // pictures that are on their way from memory

} // namespace

template <class S> void writePixels(const LabelledImages &images, Index image, S *row)
{
    const std::uint8_t *pixels = images.pixels.data() + image * images.pixelsEach();
    std::transform(pixels, pixels + images.pixelsEach(), row, [](std::uint8_t p) { return S(p) / S(levels - 1); });
}

template <class S> Pictures<S>::Pictures(const LabelledImages &images)
    : m_images(images)
{
    // Lists take four bytes a pixel and are slower than plain products where there is much ink.
    constexpr Index mostInk = 3; // one pixel in three
    const auto blank = std::count(images.pixels.begin(), images.pixels.end(), std::uint8_t(0));
    const Index ink = std::ssize(images.pixels) - blank;
    if (mostInk * ink > std::ssize(images.pixels) || images.pixelsEach() > Index(UINT32_MAX / levels))
        return;
    m_ink.reserve(std::size_t(ink));
    m_ends.reserve(std::size_t(images.count));
    list();
}

template <class S> void Pictures<S>::list()
{
    for (Index image = 0; image < m_images.count; ++image) {
        const std::uint8_t *pixels = m_images.pixels.data() + image * m_images.pixelsEach();
        for (Index pixel = 0; pixel < m_images.pixelsEach(); ++pixel)
            if (pixels[pixel] != 0)
                m_ink.push_back(std::uint32_t(pixel) * levels + pixels[pixel]);
        m_ends.push_back(m_ink.size());
    }
}

template <class S> std::span<const std::uint32_t> Pictures<S>::inkOf(Index picture) const
{
    const std::size_t begin = picture == 0 ? 0 : m_ends[std::size_t(picture - 1)];
    return std::span(m_ink).subspan(begin, m_ends[std::size_t(picture)] - begin);
}

// Pictures drawn at random lie anywhere in memory: waiting for it would take longer than all that is done with them.
template <class S> void Pictures<S>::fetch(Index picture) const
{
    constexpr std::size_t lineOfDots = 16;
    const std::span<const std::uint32_t> ink = inkOf(picture);
    for (std::size_t dot = 0; dot < ink.size(); dot += lineOfDots)
        __builtin_prefetch(&ink[dot]);
}

template <class S> void Pictures<S>::show(std::span<const Index> pictures, Run<S> &run, NodeId leaf)
{
    if (m_ends.empty()) {
        const View<S> rows = run.edit(leaf);
        for (std::size_t r = 0; r < pictures.size(); ++r)
            writePixels(m_images, pictures[r], &rows.at(Index(r), 0));
        std::fill(&rows.at(std::ssize(pictures), 0), rows.data + rows.size(), S(0));
        return;
    }
    const auto makeRoom = [&] { m_rows.reset(std::ssize(pictures), std::ssize(pictures) * m_images.pixelsEach()); };
    makeRoom();
    for (std::size_t r = 0; r < pictures.size(); ++r) {
        fetch(pictures[std::min(r + ahead, pictures.size() - 1)]);
        const std::span<const std::uint32_t> ink = inkOf(pictures[r]);
        const auto row = m_rows.addRow(std::ssize(ink));
        std::ranges::transform(ink, row.columns.begin(), [](std::uint32_t dot) { return dot / levels; });
        std::ranges::transform(ink, row.values.begin(), [](std::uint32_t dot) { return S(dot % levels) / S(levels - 1); });
    }
    m_rows = setSparse(run, leaf, std::move(m_rows));
    makeRoom(); // the first time, two lists are made: one is in the run, one is written
}

template class Pictures<float>;
template class Pictures<double>;
template void writePixels(const LabelledImages &, Index, float *);
template void writePixels(const LabelledImages &, Index, double *);

} // namespace chainrule
