// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/curves/earlier_legend.h"

#include "ui/training/curves/earlier_curves.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/plot/legend_entry.h"

#include <QtCore/QSignalBlocker>
#include <QtGui/QPainter>
#include <QtWidgets/QLabel>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace chainrule {

namespace {

constexpr std::size_t mostEntries = 3; // more of them would cover the curves
constexpr int translucent = 200; // of 255: a curve behind it is guessed at

} // namespace

EarlierLegend::EarlierLegend(RunHistory &history, QWidget *parent)
    : QWidget(parent)
    , m_history(history)
    , m_more(plainLabel(TextRole::Note))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    for (std::size_t i = 0; i < mostEntries; ++i) {
        auto *entry = new LegendEntry({}, LegendEntry::Value::None);
        m_entries.push_back(entry);
        layout->addWidget(entry);
        connect(entry, &QAbstractButton::clicked, this,
                [this, entry](bool shown) { m_history.setShown(entry->property("run").toInt(), shown); });
    }
    m_more->setAlignment(Qt::AlignRight);
    layout->addWidget(m_more);
    connect(&m_history, &RunHistory::listChanged, this, &EarlierLegend::follow);
    follow();
}

void EarlierLegend::follow()
{
    std::vector<const RunRecord *> shown; // the newest first
    for (auto run = m_history.earlier().rbegin(); run != m_history.earlier().rend(); ++run)
        if (run->shown)
            shown.push_back(&*run);
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        LegendEntry *entry = m_entries[i];
        entry->setVisible(i < shown.size());
        if (i >= shown.size())
            continue;
        entry->setProperty("run", shown[i]->number);
        entry->setStyle(EarlierCurves::style(*shown[i]));
        entry->setChecked(true);
    }
    const int others = int(shown.size()) - int(m_entries.size());
    m_more->setVisible(others > 0);
    m_more->setText(tr("%n more in Runs", nullptr, others));
    setVisible(!shown.empty());
}

void EarlierLegend::paintEvent(QPaintEvent *)
{
    QColor ground = Theme::of(palette()).canvas;
    ground.setAlpha(translucent);
    QPainter(this).fillRect(rect(), ground);
}

} // namespace chainrule
