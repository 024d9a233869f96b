// SPDX-License-Identifier: GPL-3.0-or-later
// The table of all nodes beside the diagram, and the switch that adds the numerical gradients to it.
#pragma once

#include <QtWidgets/QWidget>

class QCheckBox;
class QLabel;
class QSortFilterProxyModel;

namespace chainrule {

class CheckSession;
class CopyTable;
class GraphSession;
class NumbersModel;

// Selects in the session, and shows what is selected there.
class NumbersPanel final : public QWidget
{
    Q_OBJECT

public:
    NumbersPanel(GraphSession &session, CheckSession &check, QWidget *parent = nullptr);
    ~NumbersPanel() override;

    CopyTable &table() const { return *m_table; }
    QCheckBox &checkSwitch() const { return *m_switch; }
    QString state() const; // of the check: "Checking… 40 %"

Q_SIGNALS:
    void openRequested(const QString &node); // by Enter or a double click

protected:
    bool event(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void makeTable();
    void restoreColumns();
    void saveColumns() const;
    void wantCheck();
    void showState();
    void showSelection();
    void spreadLacks();
    void selectRow(const QModelIndex &index);
    QString nodeAt(const QModelIndex &index) const; // the document's id

    GraphSession &m_session;
    CheckSession &m_check;
    NumbersModel *m_model;
    QSortFilterProxyModel *m_sorted;
    CopyTable *m_table;
    QCheckBox *m_switch;
    QLabel *m_state;
    bool m_following = false; // the selection comes from the session
};

} // namespace chainrule
