// SPDX-License-Identifier: GPL-3.0-or-later
// The tab "Gradients": how large each parameter's gradient is, over the iterations that were looked at, and how it is spread.
#pragma once

#include "ui/training/tools/model_tool.h"

#include <array>

class QBoxLayout;
class QLabel;

namespace chainrule {

class CurvePlot;
class HistogramView;
class LegendEntry;
class Segments;

class GradientsTool final : public ModelTool
{
    Q_OBJECT

public:
    static constexpr std::size_t mostPoints = 4096; // of a curve; then every other one goes

    explicit GradientsTool(QWidget *parent = nullptr);

    void showModel(const std::shared_ptr<const ModelSnapshot> &model) override;
    void remember(const ModelSnapshot &model) override;
    bool wantsGradients() const override { return true; }

    const CurvePlot &norms() const { return *m_norms; }
    QString text() const; // of which iteration, or why there is nothing to be seen

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QLayout *makeNorms();
    QLayout *makeHistograms();
    void clear(const QString &why);
    void forget();
    void showHistograms();
    void fit();

    std::shared_ptr<const ModelSnapshot> m_model; // null: nothing is shown
    quint64 m_revision = 0; // of the curves
    QLabel *m_state;
    Segments *m_what; // gradients or weights
    CurvePlot *m_norms;
    std::array<LegendEntry *, 4> m_legend{};
    std::array<HistogramView *, 4> m_histograms{};
    QBoxLayout *m_halves;
};

} // namespace chainrule
