// SPDX-License-Identifier: GPL-3.0-or-later
// The gradient check of the net as it is now: every weight nudged, in float as well as in double.
#pragma once

#include "probe/gradient_check.h"
#include "ui/keeping/thread_calls.h"
#include "ui/training/tools/model_tool.h"

#include <thread>

class QLabel;
class QProgressBar;
class QPushButton;
class QStandardItemModel;

namespace chainrule {

class CopyTable;
class CountField;
class NumberField;
class Segments;

// Checks on a thread of its own, when it is asked to. What it found stays, muted once the training has gone on.
class NetCheckTool final : public ModelTool
{
    Q_OBJECT

public:
    explicit NetCheckTool(QWidget *parent = nullptr);

    void showModel(const std::shared_ptr<const ModelSnapshot> &model) override;
    bool isRunning() const { return m_running != nullptr; }

Q_SIGNALS:
    void finished(); // or cancelled

private:
    // What was checked, and how.
    struct Request
    {
        std::shared_ptr<const ModelSnapshot> model;
        Index images = 0;
        Precision precision = Precision::Double;
        double h = 0;
    };

    void makeTable();
    void layOut();
    void startOrCancel();
    void cancel();
    void take(const std::shared_ptr<const Request> &request, const GradientCheck &check, double seconds);
    void sayLack(const std::shared_ptr<const Request> &request);
    void fillTable(const GradientCheck &check, const NetSize &size);
    void showAge();

    std::shared_ptr<const ModelSnapshot> m_model; // of now
    std::shared_ptr<const Request> m_running;
    std::shared_ptr<const Request> m_done; // what the table is about
    bool m_lacked = false; // memory, for the last check of this net
    QString m_verdict;
    ThreadCalls m_calls;
    std::jthread m_thread;

    Segments *m_precision;
    CountField *m_images;
    NumberField *m_step; // h
    QPushButton *m_start;
    QProgressBar *m_progress;
    QLabel *m_words; // what came out
    QLabel *m_why; // and what to make of it
    QStandardItemModel *m_rows;
    CopyTable *m_table;
};

} // namespace chainrule
