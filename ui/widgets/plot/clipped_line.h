// SPDX-License-Identifier: GPL-3.0-or-later
// A line of many points, cut off at the edges of an area. For what cannot clip: QSvgGenerator ignores a painter's clip.
#pragma once

#include <QtCore/QList>
#include <QtGui/QPolygonF>

namespace chainrule {

// The pieces of the line that lie within the area, its edges included, in order.
QList<QPolygonF> clippedLine(const QPolygonF &line, const QRectF &area);

} // namespace chainrule
