// SPDX-License-Identifier: GPL-3.0-or-later
// Whether the system asks for less motion: the style's animations have no duration, or the desktop's are switched off.
#pragma once

#include <QtCore/QObject>

class QDBusVariant;

namespace chainrule {

class ReducedMotion final : public QObject
{
    Q_OBJECT

public:
    // Asks the desktop portal for GNOME's setting and listens for its changes; without a portal only the style counts.
    explicit ReducedMotion(QObject *parent = nullptr);

    bool isAskedFor() const;

private Q_SLOTS:
    void settingChanged(const QString &group, const QString &key, const QDBusVariant &value);

private:
    bool m_desktopAnimates = true;
};

} // namespace chainrule
