// SPDX-License-Identifier: GPL-3.0-or-later
// What the net takes for what among the test images, and the digits behind each number.
#pragma once

#include "ui/training/confusion/test_scorer.h"
#include "ui/training/tools/model_tool.h"

class QBoxLayout;
class QLabel;
class QPushButton;

namespace chainrule {

class ConfusionMatrix;
class PictureGrid;
class PictureView;
class ProbabilityBars;

// Keeps the last model that was scored; it is muted as soon as the training has gone on.
class ConfusionTool final : public ModelTool
{
    Q_OBJECT

public:
    explicit ConfusionTool(QWidget *parent = nullptr);

    void showModel(const std::shared_ptr<const ModelSnapshot> &model) override;
    // Test images behind the chosen cell, the surest first.
    const std::vector<Index> &behind() const { return m_behind; }

protected:
    void hideEvent(QHideEvent *event) override;

private:
    QBoxLayout *makeMatrix();
    QBoxLayout *makeDigits();
    QBoxLayout *makeDigit();
    void take(const std::shared_ptr<const ScoredModel> &scored);
    void showAge();
    void list();
    void showDigit();
    void openDigit();
    Index image() const; // the chosen one, or -1
    double sureness(Index image) const;
    QString name(Index image) const;

    std::shared_ptr<const ModelSnapshot> m_model; // of now
    std::shared_ptr<const ScoredModel> m_scored;
    std::vector<Index> m_behind;
    TestScorer m_scorer;

    ConfusionMatrix *m_matrix;
    QLabel *m_accuracy;
    QLabel *m_age;
    QLabel *m_cell;
    PictureGrid *m_digits;
    QWidget *m_digit; // one of them
    QLabel *m_words;
    PictureView *m_picture;
    ProbabilityBars *m_bars;
    QPushButton *m_open;
};

} // namespace chainrule
