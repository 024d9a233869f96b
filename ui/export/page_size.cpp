// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/page_size.h"

#include "ui/text/numbers.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace chainrule {

namespace {

// Gives the translations their context; nothing is made of it.
struct PageWords
{
    Q_DECLARE_TR_FUNCTIONS(PageSize)
};

} // namespace

double pageScale(PictureFormat format, const QSizeF &picture, double wanted)
{
    return format == PictureFormat::Pdf ? std::min(wanted, largestPage / std::max(picture.width(), picture.height())) : wanted;
}

QString smallerText(double wanted, double drawn)
{
    if (drawn >= wanted)
        return {};
    return PageWords::tr("A page of a PDF ends at 14,400 points, so the picture was drawn at %1 times its size, not at %2.")
        .arg(displayNumber(drawn), displayNumber(wanted));
}

} // namespace chainrule
