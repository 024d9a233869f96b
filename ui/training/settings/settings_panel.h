// SPDX-License-Identifier: GPL-3.0-or-later
// The column of settings at the right of the training desk.
#pragma once

#include "ui/training/run/training_settings.h"

#include <QtWidgets/QFrame>

#include <optional>

class QComboBox;
class QGridLayout;
class QLabel;
class QSlider;

namespace chainrule {

class CountField;
class DataButton;
class DataSamples;
class NumberField;
class Segments;

class SettingsPanel final : public QFrame
{
    Q_OBJECT

public:
    explicit SettingsPanel(QWidget *parent = nullptr);

    TrainingSettings settings() const;
    void setSettings(const TrainingSettings &settings); // says nothing: it is not the person who does
    double pace() const; // iterations a second; 0: as many as can be done
    DataButton &dataButton() const { return *m_data; }
    DataSamples &dataSamples() const { return *m_samples; }
    // What makes a model cannot be changed under one that has been trained: why, in words; empty when it can.
    void setModelLocked(const QString &reason);
    // A batch may be as large as all training images together.
    void setTrainingImages(Index count);
    void focusLength(); // with its number selected, to be typed over
    // Whether and when the run was kept, in words.
    void setKept(const QString &words);

Q_SIGNALS:
    void modelChanged(); // another net is to be made
    void learningRateChanged(double rate);
    void batchChanged(Index batch);
    void lengthChanged(const TrainingLength &length);
    void paceChanged(double perSecond);

private:
    void addRow(QGridLayout *grid, const QString &name, QWidget *field);
    void layOut();
    void wire();
    void fillChoices();
    void chooseOptimiser();
    void slideTo(double rate);
    void showPace();
    void setMostBatch(Index most);
    TrainingLength length() const;
    void lock(QWidget *field, const QString &freeTip, const QString &reason);

    DataButton *m_data;
    DataSamples *m_samples;
    CountField *m_hidden;
    CountField *m_batch;
    Index m_mostBatch = 1000;
    NumberField *m_rate;
    QSlider *m_rateSlider;
    QComboBox *m_optimiser;
    OptimiserKind m_optimiserBefore = OptimiserKind::Sgd;
    QComboBox *m_initial;
    NumberField *m_deviation;
    CountField *m_length;
    Segments *m_unit; // of the length
    CountField *m_seed;
    Segments *m_precision;
    QSlider *m_pace;
    QLabel *m_paceWords;
    QLabel *m_kept;
    std::optional<QString> m_locked; // why, as it was said last
};

} // namespace chainrule
