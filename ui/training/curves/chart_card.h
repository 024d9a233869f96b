// SPDX-License-Identifier: GPL-3.0-or-later
// A plot with its title above, its legend under that, and room for controls at the right.
#pragma once

#include "ui/widgets/plot/legend_entry.h"

#include <QtWidgets/QFrame>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace chainrule {

class ChartCard : public QFrame
{
    Q_OBJECT

public:
    ChartCard(const QString &title, const QString &xWord, const QString &xUnit, QWidget *parent = nullptr);

    QString title() const { return m_title; }
    QString xUnit() const { return m_xUnit; }
    QPushButton &exportButton() const { return *m_export; }
    CurvePlot &plot() { return *m_plot; }
    const CurvePlot &plot() const { return *m_plot; }
    // The entry of the curve added as the n-th one.
    LegendEntry &legend(int curve) { return *m_legend[std::size_t(curve)]; }

Q_SIGNALS:
    void exportWanted();

protected:
    bool event(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

    int addCurve(const CurveStyle &style); // with an entry in the legend, which hides and shows it
    void addControl(QWidget *widget); // beside the title
    void setNote(const QString &note); // beside the title: of when the values in the legend are
    // Whether the run of now is to be seen at all; its legend says which of its curves.
    void setCurrentShown(bool shown);

private:
    void showCurves();

    QString m_title;
    QString m_xUnit;
    CurvePlot *m_plot;
    QLabel *m_note;
    QHBoxLayout *m_heading;
    QHBoxLayout *m_legendRow;
    QPushButton *m_export;
    std::vector<LegendEntry *> m_legend;
    bool m_currentShown = true;
};

} // namespace chainrule
