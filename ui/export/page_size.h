// SPDX-License-Identifier: GPL-3.0-or-later
// How large a page a picture may be: PDF readers end at 14,400 points.
#pragma once

#include "ui/widgets/picture_format.h"

#include <QtCore/QSizeF>

namespace chainrule {

constexpr double largestPage = 14'400; // points: Acrobat's limit, and the one that the format names

// What is asked for, or as much as makes a page of this format.
double pageScale(PictureFormat format, const QSizeF &picture, double wanted);
// A sentence on a picture that was drawn smaller than asked for; empty for one that was not.
QString smallerText(double wanted, double drawn);

} // namespace chainrule
