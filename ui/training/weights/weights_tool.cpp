// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/weights/weights_tool.h"

#include "ui/text/numbers.h"
#include "ui/theme/theme.h"
#include "ui/training/weights/matrix_map.h"
#include "ui/widgets/heat_map.h"
#include "ui/widgets/picture_grid.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/scale_bar.h"

#include <QtCore/QLocale>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

constexpr int smallest = 28; // px, a unit's picture on screen
constexpr int largest = 84;
constexpr int largestPast = 98;
constexpr int unitWidth = 232; // px, of what is said of one unit

} // namespace

WeightsTool::WeightsTool(QWidget *parent)
    : ModelTool(parent)
    , m_units(new PictureGrid({ [this] { return m_model ? int(m_model->parameters.size.hidden) : 0; },
                                [this](int unit) { return picture(m_model->parameters.W1, unit); },
                                {},
                                [this](int unit) { return unitName(unit); },
                                smallest,
                                largest }))
    , m_scale(new ScaleBar)
    , m_second(new MatrixMap)
    , m_secondScale(new ScaleBar)
    , m_unit(new QWidget)
    , m_name(plainLabel(TextRole::Section, {}, "unitName"))
    , m_leads(wrappingLabel(TextRole::Note, {}, "unitLeads"))
    , m_past(new PictureGrid(
          { [this] { return pastCount(); },
            [this](int entry) { return picture(m_history.entries()[std::size_t(entry)].W1, m_units->current()); },
            [this](int entry) { return locale().toString(qlonglong(m_history.entries()[std::size_t(entry)].iteration)); },
            [this](int entry) {
                return tr("At iteration %1")
                    .arg(locale().toString(qlonglong(m_history.entries()[std::size_t(entry)].iteration)));
            },
            smallest, largestPast }))
    , m_at(plainLabel(TextRole::Note, {}, "weightsAt"))
{
    m_units->setAccessibleName(tr("What the hidden units look for"));
    m_units->setObjectName(u"units"_s);
    m_past->setAccessibleName(tr("The unit's weights at iterations so far"));
    m_past->setObjectName(u"past"_s);
    layOut();
    connect(m_units, &PictureGrid::currentChanged, this, &WeightsTool::showUnit);
    connect(m_second, &MatrixMap::pointedAt, m_units, &PictureGrid::setCurrent);
    showModel(nullptr);
}

void WeightsTool::layOut()
{
    auto *one = new QVBoxLayout(m_unit);
    one->setContentsMargins({});
    one->setSpacing(Size::grid / 2);
    one->addWidget(m_name);
    one->addWidget(m_leads);
    one->addWidget(m_past, 1);
    m_unit->setFixedWidth(unitWidth);
    m_secondScale->setFixedWidth(m_second->sizeHint().width());
    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(0, Size::grid, 0, 0);
    layout->setHorizontalSpacing(3 * Size::grid);
    layout->setVerticalSpacing(Size::grid / 2);
    auto *heading = new QHBoxLayout;
    heading->setSpacing(Size::grid);
    heading->addWidget(plainLabel(TextRole::Strong, tr("W1, hidden units")));
    heading->addWidget(m_at);
    heading->addStretch();
    layout->addLayout(heading, 0, 0);
    layout->addWidget(plainLabel(TextRole::Strong, tr("W2, units × classes")), 0, 1);
    layout->addWidget(m_units, 1, 0);
    layout->addWidget(m_second, 1, 1);
    layout->addWidget(m_scale, 2, 0, Qt::AlignLeft);
    layout->addWidget(m_secondScale, 2, 1);
    layout->addWidget(m_unit, 0, 2, 3, 1);
    layout->setColumnStretch(0, 1);
    layout->setRowStretch(1, 1);
}

void WeightsTool::showModel(const std::shared_ptr<const ModelSnapshot> &model)
{
    m_model = model;
    if (model) {
        m_history.add(*model);
        const Parameters<double> &p = model->parameters;
        m_limit = heatLimit({ p.W1.data(), p.size.inputs, p.size.hidden });
        m_second->setMatrix(p.W2, p.size.classes);
        m_at->setText(tr("at iteration %1").arg(locale().toString(qlonglong(model->iteration))));
    } else {
        m_history.clear();
        m_limit = 0;
        m_second->setMatrix({}, 0);
        m_at->setText(tr("as soon as there are data"));
    }
    m_scale->setLimit(m_limit);
    m_secondScale->setLimit(m_second->limit());
    m_units->refresh();
    showUnit(m_units->current());
}

void WeightsTool::showUnit(int unit)
{
    const bool there = m_model && unit >= 0;
    m_second->setCurrent(there ? unit : -1);
    m_past->refresh();
    m_name->setText(there ? unitName(unit) : tr("No unit chosen"));
    m_leads->setText(there ? leadsTo(unit) : tr("Click a picture, or move with the arrow keys, to see how it came to be so."));
}

void WeightsTool::remember(const ModelSnapshot &model)
{
    m_history.add(model);
    m_past->refresh();
}

// While another tab is open, what is remembered may be of a later model than the one that is shown.
int WeightsTool::pastCount() const
{
    return m_model && m_units->current() >= 0 && m_history.isOf(*m_model) ? int(m_history.entries().size()) : 0;
}

QString WeightsTool::unitName(int unit) const
{
    return tr("Unit %1 of %2").arg(unit + 1).arg(m_units->count());
}

QString WeightsTool::leadsTo(int unit) const
{
    const Parameters<double> &p = m_model->parameters;
    const auto row = p.W2.begin() + unit * p.size.classes;
    const auto farthest =
        std::max_element(row, row + p.size.classes, [](double a, double b) { return std::abs(a) < std::abs(b); });
    const QString most = *farthest < 0 ? tr("speaks most against %1 (%2)") : tr("speaks most for %1 (%2)");
    return tr("Bias %1 · %2", "of a hidden unit; what it speaks for")
        .arg(displayNumber(p.b1[std::size_t(unit)]), most.arg(farthest - row).arg(displayNumber(*farthest)));
}

// A column of W1 (inputs, hidden) in the shape of the pictures that it looks at.
template <class S> QImage WeightsTool::picture(const std::vector<S> &W1, int unit) const
{
    const NetSize &size = m_model->parameters.size;
    std::vector<double> weights(std::size_t(size.inputs));
    for (Index pixel = 0; pixel < size.inputs; ++pixel)
        weights[std::size_t(pixel)] = double(W1[std::size_t(pixel * size.hidden + unit)]);
    const Index columns = m_model->data ? m_model->data->training.columns : pictureSide;
    const Index rows = size.inputs / columns;
    return heatImage(Theme::of(palette()), { weights.data(), rows, columns }, m_limit, QSize(int(columns), int(rows)));
}

} // namespace chainrule
