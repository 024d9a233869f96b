// SPDX-License-Identifier: GPL-3.0-or-later
// Shortcuts on keyboards that have no such key: by where it is on others.
#pragma once

#include <QtCore/Qt>

#include <optional>

class QKeyEvent;
class QWidget;

namespace chainrule {

// The digit whose place a key has where it has another sign without Shift (fr, cs), and the Latin letter whose place a letter
// of another script has (ru, el). Nothing for what is Latin already: letters are where their layout has them.
std::optional<Qt::Key> keyByPlace(const QKeyEvent &event);

// Does what this key would do by its place, if a shortcut that can be used now has it. For keys that nobody has taken.
bool triggerByPlace(const QWidget &window, const QKeyEvent &event);

} // namespace chainrule
