// SPDX-License-Identifier: GPL-3.0-or-later
// One movement at a time, from 0 to 1: figures along their arrows, a group that folds. Off where people want no motion.
#pragma once

#include "ui/theme/reduced_motion.h"

#include <QtCore/QVariantAnimation>

#include <functional>

namespace chainrule {

class Motion final : public QObject
{
    Q_OBJECT

public:
    explicit Motion(QObject *parent = nullptr);

    // The person's choice; the system's wish for less motion goes before it.
    void setWanted(bool wanted);
    bool isWanted() const { return m_wanted; }
    int duration() const { return m_animation.duration(); } // ms, of the last movement
    bool isRunning() const { return m_animation.state() == QAbstractAnimation::Running; }

    // Calls `show` with 0, what lies between, and 1; at once with 1 where there is no motion. Ends what was under way.
    void run(int milliseconds, QEasingCurve::Type easing, std::function<void(double)> show);
    // At once at its end state.
    void finish();

private:
    ReducedMotion m_reduced;
    QVariantAnimation m_animation;
    std::function<void(double)> m_show;
    bool m_wanted = true;
};

} // namespace chainrule
