// SPDX-License-Identifier: GPL-3.0-or-later
// Labelled pictures as a learner's samples.
#pragma once

#include "training/pictures.h"
#include "training/samples.h"

#include <algorithm>

namespace chainrule {

template <class S> class PictureSamples final : public Samples<S>
{
public:
    // Pixels go to the rows of `x`, class indices to those of `t`. The images live on.
    PictureSamples(const LabelledImages &images, NodeId x, NodeId t)
        : m_pictures(images)
        , m_x(x)
        , m_t(t)
    {
    }

    Pictures<S> &pictures() { return m_pictures; }
    Index count() const override { return m_pictures.images().count; }
    void show(std::span<const Index> samples, Run<S> &run) override
    {
        std::ranges::transform(samples, run.edit(m_t).data,
                               [this](Index image) { return S(m_pictures.images().labels[std::size_t(image)]); });
        m_pictures.show(samples, run, m_x);
    }

private:
    Pictures<S> m_pictures;
    NodeId m_x;
    NodeId m_t;
};

} // namespace chainrule
