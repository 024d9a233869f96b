// SPDX-License-Identifier: GPL-3.0-or-later
// The tab "Runs": all runs in a table, to be named, hidden, compared and deleted.
#pragma once

#include "ui/training/tools/model_tool.h"

class QLabel;
class QPushButton;

namespace chainrule {

class CopyTable;
class RunHistory;
class RunsModel;

class RunsTool final : public ModelTool
{
    Q_OBJECT

public:
    explicit RunsTool(RunHistory &history, QWidget *parent = nullptr);

    void showModel(const std::shared_ptr<const ModelSnapshot> &) override { } // the history is all that it shows
    QString text() const; // the sentence beneath the buttons
    void setKept(const QString &words); // what is kept on disk

Q_SIGNALS:
    void goBackWanted(int number); // to an earlier run that is kept

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QLayout *makeButtons();
    void makeTable();
    void fitColumns();
    void addShortcut(QKeySequence::StandardKey key, void (RunsTool::*slot)());
    std::vector<int> selected() const; // numbers of the runs
    void showSelection();
    void say();
    void compare();
    void showAll();
    void goBack();
    void showGoBack(const std::vector<int> &numbers);
    void remove();
    void undo();

    RunHistory &m_history;
    RunsModel *m_model;
    CopyTable *m_table;
    QPushButton *m_compare;
    QPushButton *m_goBack;
    QPushButton *m_delete;
    QPushButton *m_undo;
    QLabel *m_sentence;
    QLabel *m_kept;
};

} // namespace chainrule
