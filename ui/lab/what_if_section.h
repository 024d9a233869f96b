// SPDX-License-Identifier: GPL-3.0-or-later
// What if an input were a little larger: the change that the gradient predicts beside the one that happens.
#pragma once

#include "probe/what_if.h"
#include "ui/lab/lab_section.h"

#include <array>
#include <memory>

class QComboBox;
class QLineEdit;
class QSlider;

namespace chainrule {

class GraphSession;
class StillPlot;

class WhatIfSection final : public LabSection
{
    Q_OBJECT

public:
    explicit WhatIfSection(GraphSession &session, QWidget *parent = nullptr);

    void refresh() override;
    // While the next number is to be predicted, nothing is told that would give it away.
    void setSecretive(bool on);

private:
    void build();
    NodeId input() const;
    void choose(NodeId node);
    void listElements(NodeId node);
    Index element() const;
    void setNudge(double nudge);
    void acceptTyped();
    void show();
    void showPlot(double nudge, bool withTangent);
    QString sentence(double predicted, double actual);
    std::array<double, 2> slopesHere(double part); // of the usual nudge
    double usualReach() const;
    void setReach(double reach);
    int affordablePoints();

    GraphSession &m_session;
    std::unique_ptr<WhatIf> m_whatIf;
    std::vector<WhatIf::Point> m_curve;
    QString m_input; // id
    Shape m_listed; // whose elements are listed
    double m_reach = 1; // the slider goes from −m_reach to it
    double m_nudge = 1;
    bool m_secretive = false;

    QLabel *m_name;
    QLineEdit *m_typed;
    QSlider *m_slider;
    QComboBox *m_element;
    QWidget *m_figures;
    QLabel *m_predicted;
    QLabel *m_actual;
    QLabel *m_actualName;
    QLabel *m_sentence;
    StillPlot *m_plot;
};

} // namespace chainrule
