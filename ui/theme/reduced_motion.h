// SPDX-License-Identifier: GPL-3.0-or-later
// Whether the system asks for less motion: the style's animations have no duration, or the desktop's are switched off.
#pragma once

#include <QtCore/QObject>

namespace chainrule {

class ReducedMotion final : public QObject
{
    Q_OBJECT

public:
    // Follows GNOME's setting; where there is none only the style counts.
    explicit ReducedMotion(QObject *parent = nullptr);

    bool isAskedFor() const;

private:
    bool m_desktopAnimates = true;
};

} // namespace chainrule
