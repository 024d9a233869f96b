// SPDX-License-Identifier: GPL-3.0-or-later
// What every item of the diagram is drawn with. One owner, the scene; the items look at it.
#pragma once

#include "ui/diagram/drawing/lettering.h"
#include "ui/theme/theme.h"

#include <QtGui/QPainter>

#include <memory>

namespace chainrule {

// How much is drawn: what could not be read anyway is left out.
enum class Detail { All, Shapes, Dots };

constexpr Detail detailAt(double scale)
{
    return scale >= 0.5 ? Detail::All : scale >= 0.12 ? Detail::Shapes : Detail::Dots;
}

inline Detail detailOf(const QPainter &painter)
{
    return detailAt(painter.worldTransform().m11()); // alike in both directions
}

struct DiagramStyle
{
    Theme theme;
    QFont font;
    std::shared_ptr<const Lettering> letters = std::make_shared<Lettering>(font); // in the sizes of the diagram
};

} // namespace chainrule
