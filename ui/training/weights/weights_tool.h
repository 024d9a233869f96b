// SPDX-License-Identifier: GPL-3.0-or-later
// The net's weights while it trains: what each hidden unit looks for, where it leads, and how it came to be so.
#pragma once

#include "ui/training/tools/model_tool.h"
#include "ui/training/weights/weight_history.h"

class QLabel;

namespace chainrule {

class MatrixMap;
class PictureGrid;
class ScaleBar;

class WeightsTool final : public ModelTool
{
    Q_OBJECT

public:
    explicit WeightsTool(QWidget *parent = nullptr);

    void showModel(const std::shared_ptr<const ModelSnapshot> &model) override;
    void remember(const ModelSnapshot &model) override;

private:
    void layOut();
    void showUnit(int unit);
    int pastCount() const;
    QString unitName(int unit) const;
    QString leadsTo(int unit) const;
    template <class S> QImage picture(const std::vector<S> &W1, int unit) const;

    std::shared_ptr<const ModelSnapshot> m_model;
    WeightHistory m_history;
    double m_limit = 0; // of W1 now: the common scale of all its pictures
    PictureGrid *m_units;
    ScaleBar *m_scale;
    MatrixMap *m_second;
    ScaleBar *m_secondScale;
    QWidget *m_unit; // what is said of one
    QLabel *m_name;
    QLabel *m_leads;
    PictureGrid *m_past;
    QLabel *m_at;
};

} // namespace chainrule
