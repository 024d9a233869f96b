// SPDX-License-Identifier: GPL-3.0-or-later
// Whether a painter draws the pixels of a picture, rather than shapes into a file.
#pragma once

#include <QtGui/QPaintEngine>
#include <QtGui/QPainter>

namespace chainrule {

// Its world transform leads to pixels then.
inline bool isOnPixels(const QPainter &painter)
{
    return painter.paintEngine()->type() == QPaintEngine::Raster && painter.worldTransform() == painter.deviceTransform();
}

} // namespace chainrule
