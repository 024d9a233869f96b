// SPDX-License-Identifier: GPL-3.0-or-later
// What every drawing of the diagram is painted with. One owner, the scene.
#pragma once

#include "ui/diagram/layout/lettering.h"
#include "ui/theme/theme.h"

#include <memory>

namespace chainrule {

// How much is drawn: what could not be read anyway is left out.
enum class Detail { All, Shapes, Dots };

constexpr Detail detailAt(double scale)
{
    return scale >= 0.5 ? Detail::All : scale >= 0.12 ? Detail::Shapes : Detail::Dots;
}

struct DiagramStyle
{
    Theme theme;
    QFont font;
    std::shared_ptr<const Lettering> letters = std::make_shared<Lettering>(font); // in the sizes of the diagram
};

} // namespace chainrule
