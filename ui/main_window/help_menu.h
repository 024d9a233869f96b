// SPDX-License-Identifier: GPL-3.0-or-later
// The Help menu: the keys, and what this program is.
#pragma once

class QMenu;
class QWidget;

namespace chainrule {

// `window` is what its dialogs belong to, and where its key works.
void addHelp(QMenu &menu, QWidget &window);

} // namespace chainrule
