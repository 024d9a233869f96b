// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/scrub.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace chainrule {

namespace {

constexpr double fine = 0.1;
constexpr double coarse = 10;
constexpr int cleanDigits = 12; // 1.1 + 0.01 is 1.11, not 1.1100000000000001

} // namespace

double Scrub::stepOf(double value)
{
    if (value == 0)
        return 0.01;
    return std::pow(10.0, std::floor(std::log10(std::abs(value))) - 2);
}

void Scrub::begin(const QString &leaf, double value)
{
    m_leaf = leaf;
    m_value = value;
    m_step = stepOf(value);
    m_pending = 0;
    ++m_gesture;
}

double Scrub::move(double steps, Qt::KeyboardModifiers modifiers)
{
    const double factor = modifiers & Qt::ShiftModifier ? fine : modifiers & Qt::ControlModifier ? coarse : 1;
    m_pending += steps;
    const double whole = std::trunc(m_pending);
    m_pending -= whole;
    if (whole == 0)
        return m_value;
    constexpr double most = std::numeric_limits<double>::max();
    const double moved = std::clamp(m_value + whole * m_step * factor, -most, most);
    m_value = QString::number(moved, 'g', cleanDigits).toDouble();
    // Not the trace that a subtraction leaves where it should be 0.
    if (std::abs(m_value) < m_step * fine * 1e-6)
        m_value = 0;
    return m_value;
}

} // namespace chainrule
