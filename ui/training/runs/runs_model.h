// SPDX-License-Identifier: GPL-3.0-or-later
// The runs as a table: that of now first, then the earlier ones, the newest first.
#pragma once

#include "ui/theme/theme.h"
#include "ui/training/runs/run_settings.h"

#include <QtCore/QAbstractTableModel>

namespace chainrule {

// A view of the history. The first column's text renames a run, its tick shows and hides it.
class RunsModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    explicit RunsModel(RunHistory &history, QObject *parent = nullptr);

    const RunRecord &run(int row) const;
    int rowOf(int number) const; // −1 when there is none
    void setTheme(const Theme &theme);
    void setCompared(const std::vector<int> &numbers); // whose differences stand out, when there are two or more

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const RunRecord &run, int column) const;
    QString result(const RunRecord &run, int place) const;
    QString whole(const RunRecord &run, int column) const;
    QVariant swatch(const RunRecord &run) const;
    bool standsOut(const RunRecord &run, int column) const;
    void follow();
    void showCurrent();

    RunHistory &m_history;
    std::vector<RunSetting> m_settings = runSettings();
    std::vector<int> m_order; // numbers of the runs, row by row
    std::vector<int> m_compared; // numbers
    std::vector<int> m_differences; // places of settings
    Theme m_theme = Theme::light();
};

} // namespace chainrule
