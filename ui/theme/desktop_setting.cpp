// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/desktop_setting.h"

#include <QtDBus/QDBusConnection>
#include <QtDBus/QDBusMessage>
#include <QtDBus/QDBusPendingCallWatcher>
#include <QtDBus/QDBusPendingReply>
#include <QtDBus/QDBusVariant>

#include <utility>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

const QString portalService = u"org.freedesktop.portal.Desktop"_s;
const QString portalPath = u"/org/freedesktop/portal/desktop"_s;
const QString portalSettings = u"org.freedesktop.portal.Settings"_s;

// The portal's Read wraps its answer in a variant in a variant.
QVariant unwrapped(QVariant value)
{
    while (value.canConvert<QDBusVariant>())
        value = value.value<QDBusVariant>().variant();
    return value;
}

} // namespace

DesktopSetting::DesktopSetting(QString group, QString key, QObject *parent)
    : QObject(parent)
    , m_group(std::move(group))
    , m_key(std::move(key))
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    bus.connect(portalService, portalPath, portalSettings, u"SettingChanged"_s, this,
                SLOT(take(QString, QString, QDBusVariant)));
    QDBusMessage read = QDBusMessage::createMethodCall(portalService, portalPath, portalSettings, u"Read"_s);
    read << m_group << m_key;
    auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(read), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        const QDBusPendingReply<QDBusVariant> reply = *watcher;
        if (!reply.isError())
            take(m_group, m_key, reply.value());
        watcher->deleteLater();
    });
}

void DesktopSetting::take(const QString &group, const QString &key, const QDBusVariant &value)
{
    if (group == m_group && key == m_key)
        Q_EMIT told(unwrapped(value.variant()));
}

} // namespace chainrule
