// SPDX-License-Identifier: GPL-3.0-or-later
// The View menu's entries about the picture: how large it is, and whether it moves.
#pragma once

#include <QtCore/QList>

class QAction;
class QMenu;

namespace chainrule {

class DiagramView;
class Motion;

QList<QAction *> addZoom(QMenu &menu, DiagramView &view);
// A switch, which is remembered.
void addAnimation(QMenu &menu, Motion &motion);

} // namespace chainrule
