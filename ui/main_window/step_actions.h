// SPDX-License-Identifier: GPL-3.0-or-later
// The Run menu's steps, with the keys of a clicker.
#pragma once

#include <QtCore/QList>

class QAction;
class QMenu;

namespace chainrule {

class DiagramPage;

QList<QAction *> addSteps(QMenu &menu, DiagramPage &page);

} // namespace chainrule
