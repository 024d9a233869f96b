// SPDX-License-Identifier: GPL-3.0-or-later
// The newest earlier runs that are shown, by name, in a corner of the plot; pressed, each hides its curves and goes.
#pragma once

#include "ui/training/history/run_history.h"

#include <QtWidgets/QWidget>

class QLabel;
class QVBoxLayout;

namespace chainrule {

class LegendEntry;

class EarlierLegend final : public QWidget
{
    Q_OBJECT

public:
    explicit EarlierLegend(RunHistory &history, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void follow();

    RunHistory &m_history;
    std::vector<LegendEntry *> m_entries;
    QLabel *m_more;
};

} // namespace chainrule
