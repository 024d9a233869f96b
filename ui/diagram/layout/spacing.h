// SPDX-License-Identifier: GPL-3.0-or-later
// How a document's positions are stretched to fill a window: where its columns go, and how far apart its rows are.
#pragma once

#include "ui/diagram/layout/measures.h"

#include <QtCore/QMap>

namespace chainrule {

class Spacing final
{
public:
    // Columns and rows move apart or together within reason, so that the figures find room and text need not shrink. A
    // document that is placed stands as it is.
    static Spacing of(const Measures &measures, const QSizeF &room, double leastText);

    QPointF map(const QPointF &documentPosition) const;

private:
    QMap<double, double> m_columns; // of the document → of the picture; empty when it stands as it is
    double m_rows = 1;
};

} // namespace chainrule
