// SPDX-License-Identifier: GPL-3.0-or-later
// The training desk: trains the two-layer net and shows how it learns. It wires its widgets to the session.
#pragma once

#include "ui/training/run_bar.h"
#include "ui/training/training_session.h"

class QBoxLayout;
class QLabel;
class QScrollArea;

namespace chainrule {

class AccuracyChart;
class LossChart;
class MessageBar;
class RunOffer;
class SettingsPanel;
class ToolsPanel;

// The first time it is shown it opens the MNIST that this computer has, unless a folder was opened before.
class TrainingPage final : public QWidget
{
    Q_OBJECT

public:
    explicit TrainingPage(QWidget *parent = nullptr);
    ~TrainingPage() override; // ends the training, within an iteration

    // A folder of IDX files, read in the background. The data in use stay if it cannot be.
    void openFolder(const QString &folder);

    // Keeps the run in this folder, every so many milliseconds while it trains and at the end, and offers to go on with the
    // one that is there.
    void keepRunsIn(const QString &folder, int interval = 30'000);

    bool training() const { return m_session.running(); }
    QString dataName() const { return m_dataName; } // empty without data
    std::shared_ptr<const Dataset> data() const { return m_data.data; } // nullptr without
    TrainingSession &session() { return m_session; }

    // With one chart above the other: the layout would ask for the width of what stands side by side at this moment.
    QSize minimumSizeHint() const override { return { 740, 540 }; }

signals:
    void dataChanged(const QString &name);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    QWidget *makeMain();
    QWidget *makeSettings();
    void wireSession();
    void wireRunBar();
    void wireSettings();
    void applyTheme();
    void chooseFolder();
    void reset();
    void take(const TrainingProgress &progress);
    void take(const DataOpened &data);
    void take(const RunRestored &run);
    void wireOffer();
    void sayDiverged(const Divergence &divergence);
    void forgetCurves();
    void showState();
    void showHeading();
    QString cannotRun() const;
    QString modelLock() const;

    TrainingSession m_session;
    QString m_dataName;
    DataOpened m_data;
    RunState m_state;
    TrainingPosition m_position;
    bool m_diverged = false;
    bool m_asked = false; // for a folder, or for the MNIST that may be there

    QWidget *m_desk; // has the style sheet: it would freeze the colours of the palette that the page listens to
    QLabel *m_title;
    QLabel *m_subtitle;
    RunBar *m_runBar;
    MessageBar *m_message;
    RunOffer *m_offer;
    LossChart *m_loss;
    AccuracyChart *m_accuracy;
    QBoxLayout *m_charts;
    ToolsPanel *m_tools;
    SettingsPanel *m_settings;
    QScrollArea *m_settingsScroll;
};

} // namespace chainrule
