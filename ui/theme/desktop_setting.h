// SPDX-License-Identifier: GPL-3.0-or-later
// One of the settings that a desktop lets programs know of: as it is now, and each time that it changes.
#pragma once

#include <QtCore/QObject>
#include <QtCore/QVariant>

class QDBusVariant;

namespace chainrule {

// Asks the desktop portal (org.freedesktop.portal.Settings) over D-Bus, without waiting for it; says nothing where there is
// none.
class DesktopSetting final : public QObject
{
    Q_OBJECT

public:
    DesktopSetting(QString group, QString key, QObject *parent = nullptr);

Q_SIGNALS:
    void told(const QVariant &value);

private Q_SLOTS:
    void take(const QString &group, const QString &key, const QDBusVariant &value);

private:
    QString m_group;
    QString m_key;
};

} // namespace chainrule
