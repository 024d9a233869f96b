// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/gradients/gradients_tool.h"

#include "ui/text/numbers.h"
#include "ui/training/gradients/histogram_view.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/plot/legend_entry.h"
#include "ui/widgets/segments.h"
#include "ui/widgets/statistics.h"

#include <QtCore/QLocale>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QLabel>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

constexpr int bars = 41; // odd: one is around 0
constexpr int halvesBeside = 560; // px; below it one stands above the other
constexpr double room = 2; // above and below the curves: a factor, as they are logarithmic
constexpr std::size_t parameters = 4;

struct Parameter
{
    const char *name;
    std::vector<double> Parameters<double>::*numbers;
    QColor Theme::*colour;
    Qt::PenStyle line;
};

constexpr Parameter all[parameters] = {
    { "W1", &Parameters<double>::W1, &Theme::backward, Qt::SolidLine },
    { "b1", &Parameters<double>::b1, &Theme::violet, Qt::DashLine },
    { "W2", &Parameters<double>::W2, &Theme::test, Qt::DashDotLine },
    { "b2", &Parameters<double>::b2, &Theme::slate, Qt::DotLine },
};

QString nameOf(const Parameter &parameter)
{
    return QLatin1String(parameter.name);
}

TensorStatistics statistics(const std::vector<double> &numbers)
{
    return TensorStatistics::of({ numbers.data(), 1, Index(numbers.size()) });
}

// Ten times a second, be the tab open or not. Where it is beyond all squares, the careful way.
double normOf(const std::vector<double> &numbers)
{
    const double squares = std::transform_reduce(numbers.begin(), numbers.end(), numbers.begin(), 0.0);
    return std::isfinite(squares) ? std::sqrt(squares) : statistics(numbers).norm;
}

// Every other point: what was looked at long ago is kept, more coarsely.
Curve halved(const Curve &curve)
{
    Curve half;
    for (std::size_t i = 0; i < curve.points().size(); i += 2)
        half.append(curve.points()[i].x(), curve.points()[i].y());
    return half;
}

} // namespace

GradientsTool::GradientsTool(QWidget *parent)
    : ModelTool(parent)
    , m_state(plainLabel(TextRole::Caption))
    , m_what(new Segments({ tr("Gradients"), tr("Weights") }))
    , m_norms(new CurvePlot(tr("Iteration %1")))
    , m_halves(new QBoxLayout(QBoxLayout::LeftToRight))
{
    m_what->setObjectName(u"histogramsOf"_s);
    m_what->setAccessibleName(tr("What the histograms show"));
    m_norms->setAccessibleName(tr("Norms of the gradients"));
    m_norms->setLogarithmic(true);
    auto *head = new QHBoxLayout;
    head->addWidget(m_state, 1);
    head->addWidget(m_what);
    m_halves->setSpacing(3 * Size::grid);
    m_halves->addLayout(makeNorms(), 1);
    m_halves->addLayout(makeHistograms(), 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(Size::grid);
    layout->addLayout(head);
    layout->addLayout(m_halves, 1);
    connect(m_what, &Segments::chose, this, &GradientsTool::showHistograms);
    clear(tr("No net yet: it comes with the data."));
}

QLayout *GradientsTool::makeNorms()
{
    auto *legend = new QHBoxLayout;
    legend->setSpacing(Size::grid / 2);
    legend->addWidget(plainLabel(TextRole::Note, tr("Norm of ∂L/∂")));
    for (std::size_t i = 0; i < parameters; ++i) {
        const CurveStyle style{
            .name = nameOf(all[i]), .colour = all[i].colour, .width = 2, .line = all[i].line, .dots = true
        };
        const int curve = m_norms->addCurve(style);
        m_legend[i] = new LegendEntry(style, LegendEntry::Value::None);
        legend->addWidget(m_legend[i]);
        connect(m_legend[i], &QAbstractButton::toggled, this, [this, curve](bool shown) {
            m_norms->setShown(curve, shown);
            m_norms->refresh();
        });
    }
    legend->addStretch(1);
    auto *column = new QVBoxLayout;
    column->setSpacing(Size::grid / 2);
    column->addLayout(legend);
    column->addWidget(m_norms, 1);
    return column;
}

QLayout *GradientsTool::makeHistograms()
{
    auto *grid = new QGridLayout;
    grid->setSpacing(2 * Size::grid);
    for (std::size_t i = 0; i < parameters; ++i) {
        m_histograms[i] = new HistogramView;
        m_histograms[i]->setObjectName(nameOf(all[i]));
        grid->addWidget(m_histograms[i], int(i) / 2, int(i) % 2);
    }
    return grid;
}

void GradientsTool::showModel(const std::shared_ptr<const ModelSnapshot> &model)
{
    if (!model) {
        forget();
        return clear(tr("Another net is being made…"));
    }
    remember(*model);
    if (!model->gradients)
        return clear(model->iteration > 0 ? tr("There is no gradient before the next iteration.")
                                          : tr("There is no gradient before the first iteration."));
    m_model = model;
    m_state->setText(tr("After iteration %1: of its mini-batch, at the weights that it left")
                         .arg(QLocale().toString(qlonglong(model->iteration))));
    showHistograms();
}

void GradientsTool::clear(const QString &why)
{
    m_model = nullptr;
    m_state->setText(why);
    fit();
    showHistograms();
}

void GradientsTool::forget()
{
    for (std::size_t i = 0; i < parameters; ++i)
        m_norms->setPoints(int(i), {});
    m_revision = 0;
    fit();
}

// The same model may be shown after it was remembered.
void GradientsTool::remember(const ModelSnapshot &model)
{
    if (std::exchange(m_revision, model.revision) != model.revision)
        for (std::size_t i = 0; i < parameters; ++i)
            m_norms->setPoints(int(i), {});
    const auto iteration = double(model.iteration - 1);
    const auto seen = m_norms->curve(0).points();
    if (!model.gradients || (!seen.empty() && seen.back().x() >= iteration))
        return;
    for (std::size_t i = 0; i < parameters; ++i) {
        if (m_norms->curve(int(i)).points().size() >= mostPoints)
            m_norms->setPoints(int(i), halved(m_norms->curve(int(i))));
        m_norms->append(int(i), iteration, normOf((*model.gradients).*all[i].numbers));
    }
    fit();
}

void GradientsTool::showHistograms()
{
    const bool weights = m_what->chosen() == 1;
    for (std::size_t i = 0; i < parameters; ++i) {
        const QString title = weights ? nameOf(all[i]) : tr("∂L/∂%1").arg(nameOf(all[i]));
        if (!m_model) {
            m_histograms[i]->showNothing(title);
            continue;
        }
        const std::vector<double> &numbers = (weights ? m_model->parameters : *m_model->gradients).*all[i].numbers;
        const Histogram histogram = Histogram::of(numbers, bars);
        const QString norm = displayNumber(statistics(numbers).norm);
        QString note = tr("norm %1").arg(norm);
        if (histogram.notFinite > 0)
            note = tr("%n of %1 not finite", nullptr, int(histogram.notFinite)).arg(numbers.size());
        else if (histogram.zeros > 0)
            note = tr("norm %1 · %2 % exactly 0")
                       .arg(norm)
                       .arg(std::lround(100.0 * double(histogram.zeros) / double(numbers.size())));
        m_histograms[i]->show(title, note, histogram, weights ? &Theme::forward : &Theme::backward);
    }
}

void GradientsTool::fit()
{
    double least = 0, most = 0, last = 1;
    for (std::size_t i = 0; i < parameters; ++i) {
        const Curve &curve = m_norms->curve(int(i));
        if (curve.empty() || !(curve.greatest() > 0))
            continue;
        most = std::max(most, curve.greatest());
        const double low = curve.least() > 0 ? curve.least() : curve.greatest();
        least = least > 0 ? std::min(least, low) : low;
        last = std::max(last, curve.points().back().x());
    }
    m_norms->setHome(last, least > 0 ? least / room : 0.1, most > 0 ? most * room : 1);
    m_norms->refresh();
}

QString GradientsTool::text() const
{
    return m_state->text();
}

void GradientsTool::resizeEvent(QResizeEvent *event)
{
    ModelTool::resizeEvent(event);
    m_halves->setDirection(width() < halvesBeside ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

} // namespace chainrule
