// SPDX-License-Identifier: GPL-3.0-or-later
// The Run menu's steps, with the keys of a clicker.
#pragma once

#include <QtCore/QList>

#include <functional>

class QAction;
class QMenu;

namespace chainrule {

class DiagramPage;

// `go` leaves the graph: by 1 to the one after it in the library, by −1 to the one before.
QList<QAction *> addSteps(QMenu &menu, DiagramPage &page, const std::function<void(int)> &go);

} // namespace chainrule
