// SPDX-License-Identifier: GPL-3.0-or-later
// Limits on time that a broken program misses by far, and a slow machine does not.
#pragma once

#include <QtCore/QtGlobal>

namespace chainrule {

// Sanitizers make everything several times slower.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool sanitized = true;
#else
constexpr bool sanitized = false;
#endif

constexpr qint64 timeLimit(qint64 milliseconds)
{
    return sanitized ? 5 * milliseconds : milliseconds;
}

} // namespace chainrule
