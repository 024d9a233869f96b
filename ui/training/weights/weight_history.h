// SPDX-License-Identifier: GPL-3.0-or-later
// How the first layer's weights looked at iterations so far: few enough to be seen at a glance, over the whole training.
#pragma once

#include "ui/training/run/training_answers.h"

namespace chainrule {

// Begins anew with another model. When it is full, every second entry goes, and from then on entries are that far apart.
class WeightHistory final
{
public:
    static constexpr std::size_t most = 12;

    struct Entry
    {
        Index iteration = 0;
        std::vector<float> W1; // (inputs, hidden), to be looked at only
    };

    void add(const ModelSnapshot &model);
    void clear() { m_entries.clear(); }
    bool isOf(const ModelSnapshot &model) const { return model.revision == m_revision; }
    const std::vector<Entry> &entries() const { return m_entries; } // the oldest first

private:
    void thin();

    std::vector<Entry> m_entries;
    quint64 m_revision = 0;
    Index m_apart = 1; // iterations
};

} // namespace chainrule
