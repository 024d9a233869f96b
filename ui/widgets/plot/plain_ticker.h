// SPDX-License-Identifier: GPL-3.0-or-later
// Axis labels with just as many decimals as the distance of the marks needs: 0.80, 0.85; 2,500, 5,000.
#pragma once

#include <qcustomplot.h>

namespace chainrule {

class PlainTicker final : public QCPAxisTicker
{
public:
    // Steps are multiples of the smallest one, which is 1 for counts: there is nothing between two iterations. 0: any.
    explicit PlainTicker(double smallestStep);

protected:
    double getTickStep(const QCPRange &range) override;
    QString getTickLabel(double tick, const QLocale &locale, QChar format, int precision) override;

private:
    double m_smallestStep;
    int m_decimals = 0;
};

} // namespace chainrule
