// SPDX-License-Identifier: GPL-3.0-or-later
// The buttons that run the training, and how far it is.
#pragma once

#include "training/trainer_state.h"

#include <QtWidgets/QWidget>

class QBoxLayout;
class QLabel;
class QProgressBar;
class QPushButton;

namespace chainrule {

// What the bar shows; made anew on each change, so that nothing can be left over from before.
struct RunState
{
    bool running = false;
    QString cannotRun; // why, in words; empty when it can
    bool initial = true; // the weights are those that the seed gives
    TrainingPosition position;
    Index limit = 1; // iterations
    double perSecond = 0; // 0: unknown
};

class RunBar final : public QWidget
{
    Q_OBJECT

public:
    explicit RunBar(QWidget *parent = nullptr);

    void showState(const RunState &state);
    void setNarrow(bool narrow); // progress under the buttons

Q_SIGNALS:
    void startClicked();
    void pauseClicked();
    void stepClicked();
    void epochClicked();
    void resetClicked();

private:
    QLayout *makeButtons();
    QLayout *makeProgress();
    void showButtons(const RunState &state);
    void showProgress(const RunState &state);
    QString pace(const RunState &state) const;
    QString duration(double seconds) const;

    bool m_running = false;
    QBoxLayout *m_layout;
    QPushButton *m_start;
    QPushButton *m_step;
    QPushButton *m_epoch;
    QPushButton *m_reset;
    QLabel *m_where;
    QLabel *m_pace;
    QProgressBar *m_progress;
};

} // namespace chainrule
