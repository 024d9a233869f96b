// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/weights/weight_history.h"

namespace chainrule {

void WeightHistory::add(const ModelSnapshot &model)
{
    if (model.revision != m_revision || (!m_entries.empty() && model.iteration < m_entries.back().iteration)) {
        m_entries.clear();
        m_revision = model.revision;
        m_apart = 1;
    }
    if (!m_entries.empty() && model.iteration - m_entries.back().iteration < m_apart)
        return;
    if (m_entries.size() == most)
        thin();
    const std::vector<double> &weights = model.parameters.W1;
    m_entries.push_back({ model.iteration, { weights.begin(), weights.end() } });
}

void WeightHistory::thin()
{
    constexpr std::size_t kept = most / 2; // every other one
    for (std::size_t i = 0; i < kept; ++i)
        std::swap(m_entries[i], m_entries[2 * i]);
    m_entries.resize(kept);
    m_apart = (m_entries.back().iteration - m_entries.front().iteration) / Index(kept - 1);
}

} // namespace chainrule
