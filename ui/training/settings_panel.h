// SPDX-License-Identifier: GPL-3.0-or-later
// The column of settings at the right of the training desk.
#pragma once

#include "ui/training/training_messages.h"

#include <QtWidgets/QFrame>

class QGridLayout;
class QLabel;
class QSlider;
class QSpinBox;

namespace chainrule {

class DataButton;
class NumberField;
class Segments;

class SettingsPanel final : public QFrame
{
    Q_OBJECT

public:
    explicit SettingsPanel(QWidget *parent = nullptr);

    TrainingSettings settings() const;
    DataButton &dataButton() const { return *m_data; }
    // What makes a model cannot be changed under one that has been trained: why, in words; empty when it can.
    void setModelLocked(const QString &reason);

signals:
    void modelChanged(); // another net is to be made
    void learningRateChanged(double rate);
    void iterationsChanged(Index iterations);

private:
    void addRow(QGridLayout *grid, const QString &name, QWidget *field);
    void layOut();
    void wire();
    void slideTo(double rate);
    void lock(QWidget *field, const QString &freeTip, const QString &reason);

    DataButton *m_data;
    QSpinBox *m_hidden;
    QSpinBox *m_batch;
    NumberField *m_rate;
    QSlider *m_rateSlider;
    NumberField *m_deviation;
    QSpinBox *m_iterations;
    QSpinBox *m_seed;
    Segments *m_precision;
};

} // namespace chainrule
