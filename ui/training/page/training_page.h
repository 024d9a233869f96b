// SPDX-License-Identifier: GPL-3.0-or-later
// The training desk: trains the two-layer net and shows how it learns. It wires its widgets to the session.
#pragma once

#include "learning/mini_batch.h"
#include "ui/data/data_loader.h"
#include "ui/training/history/run_history.h"
#include "ui/training/page/run_bar.h"
#include "ui/training/run/training_session.h"

#include <functional>

class QLabel;
class QPushButton;
class QScrollArea;

namespace chainrule {

class BatchSection;
class CurvesPanel;
class DeskActions;
class MessageBar;
class RunOffer;
class WorkBar;
class SettingsPanel;
class ToolsPanel;
class WeightsFile;

// The first time it is shown it loads what was chosen last time, or else the built-in digits, unless it was told before.
class TrainingPage final : public QWidget
{
    Q_OBJECT

public:
    explicit TrainingPage(QWidget *parent = nullptr);
    ~TrainingPage() override; // ends the training, within an iteration

    // "digits", or a file or folder, in the background. The data in use stay if it cannot be read.
    void openData(const QString &data);

    // Keeps the run in this folder, every so many milliseconds while it trains and at the end, and offers to go on with the
    // one that is there.
    void keepRunsIn(const QString &folder, int interval = 30'000);

    bool training() const { return m_session.running(); }
    bool finished() const { return m_state.position.iteration >= m_state.limit; } // all that was asked for is done
    QString dataName() const { return m_data.name; } // empty without data
    std::shared_ptr<const Dataset> data() const { return m_data.data; } // nullptr without
    TrainingSession &session() { return m_session; }
    RunHistory &history() { return m_history; }
    DataLoader &loader() { return m_loader; }
    DeskActions &commands() { return *m_actions; } // for a menu

    // With one chart above the other: the layout would ask for the width of what stands side by side at this moment.
    QSize minimumSizeHint() const override { return { 740, 540 }; }

Q_SIGNALS:
    void dataChanged(const QString &name);
    // The net as it is on some pictures, to be stepped through; the training goes on no further.
    void diagramWanted(const GraphDocument &document);
    void ended(const QString &what, const QString &more); // a training, by itself: in words

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    QWidget *makeMain();
    QWidget *makeSettings();
    void wireSession();
    void wireData();
    void wireRunBar();
    void wireSettings();
    void wireDiagram();
    void makeActions();
    void tellEnd(const TrainingProgress &progress);
    void openBatch();
    void openInDiagram(const std::shared_ptr<const ModelSnapshot> &model, const MiniBatch &pictures);
    void chooseFolder();
    void chooseFile();
    void choose(const DataSource &source); // as the person wants it, to be remembered
    void load(const DataSource &source, bool remember);
    void sayNotLoaded(const QString &what);
    void showWork();
    void whenReady(std::function<void()> order);
    void reset();
    void take(const TrainingProgress &progress);
    void take(const LoadedData &data);
    void take(const RunRestored &restored);
    void keepBatch(const BatchRefused &refused);
    void wireOffer();
    void sayDiverged(const Divergence &divergence, std::optional<ProposedRate> rate = {});
    void propose(ProposedRate rate);
    void goBack(double rate);
    void forgetModel();
    void forgetCurves();
    void showState();
    void showProgress();
    void recordSettings();
    // As they were recorded when they changed last.
    const TrainingSettings &settings() const { return m_history.current().settings; }
    void showHeading();
    QLayout *makeHeading();
    void placeMessage();
    void fitHeight();
    void chooseSettings(bool shown);
    void fitSettings();
    void floatSettings();
    bool settingsShown() const;
    void revealWeights(const QString &said);
    QString cannotRun() const;
    QString modelLock() const;

    TrainingSession m_session;
    RunHistory m_history;
    LoadedData m_data; // in use
    RunState m_state;
    bool m_diverged = false;
    bool m_trained = false; // when the last report came
    std::optional<Divergence> m_trouble; // that the message tells of, while a rate is looked for
    int m_troubleSaid = 0; // the message
    DataLoader m_loader;
    DataSource m_source; // the last one asked for
    bool m_asked = false; // for any
    bool m_remember = false; // once it is there
    QString m_notLoaded; // why others than those asked for are being loaded, in words
    std::function<void()> m_whenReady; // ordered before there were data

    std::optional<bool> m_settingsWanted; // as a person chose; else where there is room

    QWidget *m_desk; // has the style sheet: it would freeze the colours of the palette that the page listens to
    QLabel *m_title;
    QLabel *m_subtitle;
    QPushButton *m_showSettings;
    QWidget *m_main;
    RunBar *m_runBar;
    MessageBar *m_message;
    RunOffer *m_offer;
    WorkBar *m_work;
    CurvesPanel *m_curves;
    ToolsPanel *m_tools;
    SettingsPanel *m_settings;
    BatchSection *m_batch;
    WeightsFile *m_weightsFile;
    DeskActions *m_actions;
    std::optional<quint64> m_batchAsked; // the order whose answer is to be opened in the diagram
    QScrollArea *m_settingsScroll;
};

} // namespace chainrule
