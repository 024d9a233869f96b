// SPDX-License-Identifier: GPL-3.0-or-later
// The lab beside the diagram: what if, predict, check, and the fault lab, one under the other.
#pragma once

#include "ui/session/asked.h"
#include "ui/session/check_marks.h"

#include <QtWidgets/QScrollArea>

namespace chainrule {

class CheckSection;
class CheckSession;
class FaultLab;
class FaultSection;
class GraphSession;
class PredictSection;
class WhatIfSection;

class LabPanel final : public QScrollArea
{
    Q_OBJECT

public:
    LabPanel(GraphSession &session, CheckSession &check, FaultLab &faults, QWidget *parent = nullptr);
    // Asks what the document was put away with, once somebody listens.
    void takeUp();
    QSize minimumSizeHint() const override; // nothing of it is cut off at the side

Q_SIGNALS:
    void marksChanged(const chainrule::CheckMarks &marks);
    void askedChanged(const QList<chainrule::Asked> &asked);

protected:
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void refresh();

    WhatIfSection *m_whatIf;
    PredictSection *m_predict;
    CheckSection *m_check;
    FaultSection *m_faults;
};

} // namespace chainrule
