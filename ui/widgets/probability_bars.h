// SPDX-License-Identifier: GPL-3.0-or-later
// How likely a net holds each class to be: a bar and a figure for each.
#pragma once

#include <QtWidgets/QWidget>

#include <span>
#include <vector>

namespace chainrule {

class ProbabilityBars final : public QWidget
{
    Q_OBJECT

public:
    explicit ProbabilityBars(QWidget *parent = nullptr);

    // One for each class; empty for none. The class that the net says stands out.
    void setProbabilities(std::span<const double> probabilities, int said);
    std::span<const double> probabilities() const { return m_probabilities; }
    int said() const { return m_said; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    std::vector<double> m_probabilities;
    int m_said = -1;
};

} // namespace chainrule
