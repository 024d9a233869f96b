// SPDX-License-Identifier: GPL-3.0-or-later
// The training desk: trains the two-layer net and shows how it learns. It wires its widgets to the session.
#pragma once

#include "storage/mini_batch.h"
#include "ui/training/run_bar.h"
#include "ui/training/training_session.h"

class QBoxLayout;
class QLabel;
class QScrollArea;

namespace chainrule {

class AccuracyChart;
class BatchSection;
class LossChart;
class MessageBar;
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

    bool training() const { return m_session.running(); }
    QString dataName() const { return m_dataName; } // empty without data
    std::shared_ptr<const Dataset> data() const { return m_data.data; } // nullptr without
    TrainingSession &session() { return m_session; }

    // With one chart above the other: the layout would ask for the width of what stands side by side at this moment.
    QSize minimumSizeHint() const override { return { 740, 540 }; }

signals:
    void dataChanged(const QString &name);
    // The net as it is on some pictures, to be stepped through; the training is paused.
    void diagramWanted(const GraphDocument &document);

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
    void wireDiagram();
    void openBatch();
    void openInDiagram(const std::shared_ptr<const ModelSnapshot> &model, const MiniBatch &pictures);
    void applyTheme();
    void chooseFolder();
    void reset();
    void take(const TrainingProgress &progress);
    void take(const DataOpened &data);
    void sayDiverged(const TrainingProgress &progress);
    void forgetCurves();
    void showState();
    void showHeading();
    QString cannotRun() const;
    QString modelLock() const;

    TrainingSession m_session;
    QString m_dataName;
    DataOpened m_data;
    RunState m_state;
    bool m_diverged = false;
    bool m_asked = false; // for a folder, or for the MNIST that may be there

    QWidget *m_desk; // has the style sheet: it would freeze the colours of the palette that the page listens to
    QLabel *m_title;
    QLabel *m_subtitle;
    RunBar *m_runBar;
    MessageBar *m_message;
    LossChart *m_loss;
    AccuracyChart *m_accuracy;
    QBoxLayout *m_charts;
    ToolsPanel *m_tools;
    SettingsPanel *m_settings;
    BatchSection *m_batch;
    std::optional<quint64> m_batchAsked; // the order whose answer is to be opened in the diagram
    QScrollArea *m_settingsScroll;
};

} // namespace chainrule
