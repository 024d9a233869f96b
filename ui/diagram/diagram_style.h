// SPDX-License-Identifier: GPL-3.0-or-later
// What every item of the diagram is drawn with. One owner, the scene; the items look at it.
#pragma once

#include "ui/theme/theme.h"

#include <QtGui/QFont>

namespace chainrule {

// How much is drawn: what could not be read anyway is left out.
enum class Detail { All, Shapes, Dots };

constexpr Detail detailAt(double scale)
{
    return scale >= 0.35 ? Detail::All : scale >= 0.12 ? Detail::Shapes : Detail::Dots;
}

struct DiagramStyle
{
    Theme theme;
    QFont font;

    QFont figureFont(bool strong) const
    {
        QFont f = font;
        f.setPixelSize(Size::value + 1);
        f.setWeight(strong ? QFont::Bold : QFont::DemiBold);
        return f;
    }
};

} // namespace chainrule
