// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/curves/earlier_curves.h"

namespace chainrule {

namespace {

constexpr QColor Theme::*const colours[] = { &Theme::slate, &Theme::violet, &Theme::ochre, &Theme::rose, &Theme::moss };
constexpr Qt::PenStyle lines[] = { Qt::DashLine, Qt::DotLine, Qt::DashDotLine, Qt::DashDotDotLine };
constexpr qreal width = 1; // px

} // namespace

EarlierCurves::EarlierCurves(const RunHistory &history, CurvePlot &plot, CurveOf curveOf)
    : m_history(history)
    , m_plot(plot)
    , m_curveOf(std::move(curveOf))
{
}

CurveStyle EarlierCurves::style(const RunRecord &run)
{
    constexpr int pairs = int(std::size(colours) * std::size(lines));
    const auto place = std::size_t(((run.number - 1) % pairs + pairs) % pairs);
    CurveStyle style;
    style.name = run.title();
    style.colour = colours[place % std::size(colours)];
    style.width = width;
    style.line = lines[place % std::size(lines)]; // four and five: twenty pairs before one comes again
    style.smooth = true;
    style.behind = true;
    return style;
}

void EarlierCurves::follow()
{
    std::erase_if(m_curves, [this](const auto &curve) {
        const RunRecord *run = m_history.find(curve.first);
        const bool gone = !run || run == &m_history.current();
        if (gone)
            m_plot.removeCurve(curve.second.curve);
        return gone;
    });
    for (const RunRecord &run : m_history.earlier()) {
        auto found = m_curves.find(run.number);
        if (found == m_curves.end())
            found = m_curves.emplace(run.number, Drawn{ m_plot.addCurve(style(run)) }).first;
        if (run.shown && found->second.losses != run.losses.size())
            make(run, found->second);
        m_plot.setStyle(found->second.curve, style(run));
        m_plot.setShown(found->second.curve, run.shown);
    }
}

void EarlierCurves::make(const RunRecord &run, Drawn &drawn)
{
    m_plot.setPoints(drawn.curve, m_curveOf(run));
    drawn.losses = run.losses.size();
}

void EarlierCurves::remake()
{
    for (const RunRecord &run : m_history.earlier())
        if (Drawn &drawn = m_curves.at(run.number); run.shown)
            make(run, drawn);
        else
            drawn.losses = 0;
}

std::vector<const Curve *> EarlierCurves::shown() const
{
    std::vector<const Curve *> curves;
    for (const auto &[number, drawn] : m_curves)
        if (m_plot.shown(drawn.curve) && !m_plot.curve(drawn.curve).empty())
            curves.push_back(&m_plot.curve(drawn.curve));
    return curves;
}

} // namespace chainrule
