// SPDX-License-Identifier: GPL-3.0-or-later
// The gradient check, node by node, and the error of the numerical gradient against its step.
#pragma once

#include "probe/node_check.h"
#include "probe/step_error.h"
#include "ui/lab/lab_section.h"
#include "ui/session/check_marks.h"

class QCheckBox;
class QTableWidget;

namespace chainrule {

class CheckSession;
class FaultLab;
class GraphSession;
class StillPlot;

class CheckSection final : public LabSection
{
    Q_OBJECT

public:
    CheckSection(GraphSession &session, CheckSession &check, FaultLab &faults, QWidget *parent = nullptr);

    void refresh() override;

Q_SIGNALS:
    void marksChanged(const chainrule::CheckMarks &marks);

private:
    void buildTable();
    void showStatus();
    QString verdict(const GraphCheck &check) const;
    void showTable();
    void fitColumns();
    void showRow(int row, const NodeCheck &check);
    void showErrors();
    void plot(NodeId node, const std::vector<StepError> &errors);
    void selectRow();
    NodeId plotted() const;
    void markNodes();

    GraphSession &m_session;
    CheckSession &m_check;
    FaultLab &m_faults;

    QCheckBox *m_switch;
    QLabel *m_status;
    QTableWidget *m_table;
    QLabel *m_plotTitle;
    StillPlot *m_plot;
    QLabel *m_plotNote;
};

} // namespace chainrule
