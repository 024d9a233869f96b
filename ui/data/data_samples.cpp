// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/data_samples.h"

#include "ui/data/sample_strip.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/plain_parts.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;

namespace chainrule {

DataSamples::DataSamples(QWidget *parent)
    : QWidget(parent)
    , m_strip(new SampleStrip)
    , m_lying(wrappingLabel(TextRole::Note, {}, "lying"))
    , m_turn(plainButton({}, "turn"))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(Size::grid / 2);
    layout->addWidget(m_strip);
    auto *row = new QHBoxLayout;
    row->setSpacing(Size::grid);
    row->addWidget(m_lying, 1);
    row->addStretch();
    row->addWidget(m_turn);
    layout->addLayout(row);
    m_turn->setToolTip(
        tr("Makes rows of columns, for pictures that lie on their side, as EMNIST's do. The training begins again."));
    connect(m_turn, &QPushButton::clicked, this, [this] { Q_EMIT turnWanted(m_shown.place, !m_shown.turned); });
    showData({});
}

void DataSamples::showData(const LoadedData &data)
{
    m_shown = data;
    setVisible(data.data != nullptr);
    m_strip->showPictures(data.data, data.data ? samplesOf(*data.data) : std::vector<Index>());
    sayOrHide(*m_lying,
              data.lying        ? tr("These pictures seem to lie on their side.")
                  : data.turned ? tr("These pictures are turned.")
                                : QString());
    m_turn->setText(data.turned ? tr("Turn back") : tr("Turn"));
    m_turn->setVisible(!data.place.isEmpty()); // what is built in stands upright
}

std::vector<Index> samplesOf(const Dataset &data)
{
    constexpr std::size_t most = 10;
    constexpr Index lookedAt = 100'000;
    const Index count = std::min(data.training.count, lookedAt);
    std::vector<std::vector<Index>> byClass(std::size_t(data.classes));
    for (Index picture = 0; picture < count; ++picture)
        if (auto &some = byClass[data.training.labels[std::size_t(picture)]]; some.size() < most)
            some.push_back(picture);
    std::vector<Index> samples;
    for (std::size_t round = 0; round < most; ++round)
        for (const std::vector<Index> &some : byClass)
            if (round < some.size() && samples.size() < most)
                samples.push_back(some[round]);
    std::ranges::stable_sort(samples, {}, [&data](Index picture) { return data.training.labels[std::size_t(picture)]; });
    return samples;
}

} // namespace chainrule
