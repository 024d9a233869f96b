// SPDX-License-Identifier: GPL-3.0-or-later
// Draw a digit, and see what the net says to it while it trains.
#pragma once

#include "digits/mnist_frame.h"
#include "ui/training/tools/model_tool.h"

#include <QtCore/QBasicTimer>

class QBoxLayout;
class QLabel;
class QPushButton;

namespace chainrule {

class DrawPad;
class PictureView;
class ProbabilityBars;

class DrawTool final : public ModelTool
{
    Q_OBJECT

public:
    explicit DrawTool(QWidget *parent = nullptr);

    void showModel(const std::shared_ptr<const ModelSnapshot> &model) override;
    // What the net gets: all background without a drawing.
    const FramedDigit &framed() const { return m_framed; }

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void timerEvent(QTimerEvent *event) override;

private:
    QBoxLayout *makePad();
    QBoxLayout *makePicture();
    void frame();
    void ask();
    void say(const QString &answer, const QString &iteration);
    MiniBatch batch(int label) const;

    std::shared_ptr<const ModelSnapshot> m_model;
    FramedDigit m_framed{};
    QBasicTimer m_frameSoon; // strokes come faster than frames

    DrawPad *m_pad;
    QPushButton *m_undo;
    QPushButton *m_clear;
    PictureView *m_picture;
    QPushButton *m_open;
    QLabel *m_answer;
    QLabel *m_iteration;
    ProbabilityBars *m_bars;
};

} // namespace chainrule
