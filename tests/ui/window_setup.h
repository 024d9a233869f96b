// SPDX-License-Identifier: GPL-3.0-or-later
// What every test with a window needs: settings of its own, the themes, and where pictures are left.
#pragma once

#include "ui/theme/theme.h"

#include <QtCore/QDir>
#include <QtCore/QSettings>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>

namespace chainrule {

// Settings and a data folder of its own, and nothing of the machine's style.
inline void isolateSettings(const QTemporaryDir &folder)
{
    QApplication::setStyle(QStringLiteral("fusion"));
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, folder.path());
    qputenv("XDG_DATA_HOME", folder.filePath(QStringLiteral("data")).toLocal8Bit());
    QCoreApplication::setOrganizationName(QStringLiteral("chainrule-test"));
}

// Two rows for a test that fetches "dark".
inline void themeRows()
{
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

inline void applyTheme(bool dark)
{
    const Theme theme = dark ? Theme::darkTheme() : Theme::light();
    qApp->setPalette(theme.palette());
    qApp->setStyleSheet(theme.styleSheet());
}

// With "%1" for the picture's name: build/screenshots/%1-dark.png.
inline QString screenshotPath(bool dark)
{
    QDir().mkpath(QStringLiteral(CHAINRULE_SCREENSHOT_DIR));
    return QStringLiteral(CHAINRULE_SCREENSHOT_DIR "/%1-%2.png")
        .arg(QLatin1String("%1"), dark ? QStringLiteral("dark") : QStringLiteral("light"));
}

} // namespace chainrule
