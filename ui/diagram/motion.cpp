// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/motion.h"

#include <utility>

namespace chainrule {

Motion::Motion(QObject *parent)
    : QObject(parent)
{
    m_animation.setStartValue(0.0);
    m_animation.setEndValue(1.0);
    connect(&m_animation, &QVariantAnimation::valueChanged, this, [this](const QVariant &value) {
        if (m_show && value.toDouble() < 1)
            m_show(value.toDouble());
    });
    connect(&m_animation, &QVariantAnimation::finished, this, &Motion::finish);
}

void Motion::setWanted(bool wanted)
{
    m_wanted = wanted;
    if (!wanted)
        finish();
}

void Motion::run(int milliseconds, QEasingCurve::Type easing, std::function<void(double)> show)
{
    finish();
    if (!m_wanted || m_reduced.isAskedFor() || milliseconds <= 0)
        return show(1);
    m_show = std::move(show);
    m_animation.setDuration(milliseconds);
    m_animation.setEasingCurve(easing);
    m_show(0);
    m_animation.start();
}

void Motion::finish()
{
    // First nobody is shown any more: stopping tells that it has finished.
    const auto show = std::exchange(m_show, {});
    m_animation.stop();
    if (show)
        show(1);
}

} // namespace chainrule
