// SPDX-License-Identifier: GPL-3.0-or-later
// The exponential moving average that smooths a noisy curve.
#pragma once

namespace chainrule {

// As TensorBoard's, with Adam's correction of the bias at the beginning: Σ mⁿ⁻ⁱ xᵢ / Σ mⁿ⁻ⁱ, so that the first average is the
// first number, and not something near 0.
class MovingAverage final
{
public:
    explicit MovingAverage(double memory) // at least 0, which changes nothing, and below 1
        : m_memory(memory)
    {
    }

    // A memory that looks back over about so many numbers, at least 1: their weights fall to 1/e.
    static double memoryOver(double count) { return 1 - 1 / count; }

    // The average of all numbers so far, with this one. It is a finite number.
    double add(double x)
    {
        m_sum = m_memory * m_sum + (1 - m_memory) * x;
        m_weight = m_memory * m_weight + (1 - m_memory);
        return value();
    }
    bool empty() const { return m_weight == 0; }
    double value() const { return m_sum / m_weight; } // not when it is empty

private:
    double m_memory;
    double m_sum = 0;
    double m_weight = 0; // of what is in the sum, below 1 as long as there are few numbers
};

} // namespace chainrule
