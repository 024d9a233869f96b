// SPDX-License-Identifier: GPL-3.0-or-later
// A number that is changed by dragging sideways or with the wheel: by steps that fit its size.
#pragma once

#include <QtCore/QString>

namespace chainrule {

class Scrub final
{
public:
    // From here on; a gesture is undone as a whole.
    void begin(const QString &leaf, double value);
    void end() { m_leaf.clear(); }
    bool isActive() const { return !m_leaf.isEmpty(); }
    const QString &leaf() const { return m_leaf; }
    int gesture() const { return m_gesture; }
    double value() const { return m_value; }

    // The number after so many more steps, fine ones being a tenth and coarse ones ten times of the ordinary.
    double move(double steps, Qt::KeyboardModifiers modifiers);

    // A hundredth of the number's power of ten: 1 for 100, 0.01 for 1.1; 0.01 for 0.
    static double stepOf(double value);

private:
    QString m_leaf;
    double m_value = 0;
    double m_step = 0;
    double m_pending = 0; // fractions of a step
    int m_gesture = 0;
};

} // namespace chainrule
