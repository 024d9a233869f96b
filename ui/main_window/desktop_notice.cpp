// SPDX-License-Identifier: GPL-3.0-or-later
// Desktop Notifications Specification 1.2: https://specifications.freedesktop.org/notification-spec/
#include "ui/main_window/desktop_notice.h"

#include <QtCore/QVariantMap>
#include <QtDBus/QDBusConnection>
#include <QtDBus/QDBusMessage>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QApplication>
#include <QtWidgets/QWidget>

using namespace Qt::StringLiterals;

namespace chainrule {

void noticeOnDesktop(QWidget &window, const QString &what, const QString &more)
{
    QApplication::alert(&window);
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    constexpr uint replacesNone = 0;
    constexpr int asLongAsUsual = -1;
    const QString service = u"org.freedesktop.Notifications"_s;
    QDBusMessage notify = QDBusMessage::createMethodCall(service, u"/org/freedesktop/Notifications"_s, service, u"Notify"_s);
    notify.setArguments({ QGuiApplication::applicationDisplayName(), replacesNone, u"chainrule"_s, what,
                          more.toHtmlEscaped(), // the body may be markup
                          QStringList(), QVariantMap(), asLongAsUsual });
    bus.send(notify); // whether somebody shows it is not waited for
}

} // namespace chainrule
