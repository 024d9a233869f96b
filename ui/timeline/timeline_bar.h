// SPDX-License-Identifier: GPL-3.0-or-later
// First, back, play, forward, last, the slider and the speed. Knows a position and a count, nothing of graphs.
#pragma once

#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

#include <array>

class QComboBox;
class QLabel;
class QToolButton;

namespace chainrule {

class StepSlider;

class TimelineBar final : public QWidget
{
    Q_OBJECT

public:
    explicit TimelineBar(QWidget *parent = nullptr);

    void setSteps(int count, int forward);
    void setPosition(int position);
    void setMoreBehind(bool more); // something comes after the last step: an answer

    bool isPlaying() const { return m_timer.isActive(); }
    double speed() const;
    const StepSlider &slider() const { return *m_slider; }

    void setPlaying(bool playing); // from the beginning when it stands at the end
    void togglePlaying() { setPlaying(!isPlaying()); }

Q_SIGNALS:
    void positionRequested(int position);
    void forwardRequested(); // by one step
    void backRequested();
    void playingChanged(bool playing);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QToolButton *addButton(const QString &name);
    void tick();
    void updateButtons();
    void updateIcons();
    void applySpeed();

    StepSlider *m_slider;
    QComboBox *m_speed;
    QLabel *m_speedName;
    std::array<QToolButton *, 5> m_buttons;
    QTimer m_timer;
    bool m_moreBehind = false;
};

} // namespace chainrule
