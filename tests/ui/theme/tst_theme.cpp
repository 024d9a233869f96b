// SPDX-License-Identifier: GPL-3.0-or-later
// The system's theme is followed while the program runs, by everything on screen, unless the person has chosen one.
#include "tests/fixtures/diagram_window.h"

#include "ui/theme/desktop_setting.h"
#include "ui/theme/theme.h"

#include <QtDBus/QDBusVariant>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QMenu>

using namespace Qt::StringLiterals;
using namespace chainrule;

namespace {

void chooseTheme(const MainWindow &window, const QString &text)
{
    for (QAction *action : window.findChildren<QAction *>())
        if (action->text() == text)
            return action->trigger();
    QFAIL("no such theme");
}

// As the desktop's portal does, over D-Bus: everybody hears of every setting.
void tell(const MainWindow &window, const char *group, const char *key, uint value)
{
    for (DesktopSetting *setting : window.findChildren<DesktopSetting *>())
        QVERIFY(QMetaObject::invokeMethod(setting, "take", Q_ARG(QString, QString::fromLatin1(group)),
                                          Q_ARG(QString, QString::fromLatin1(key)), Q_ARG(QDBusVariant, QDBusVariant(value))));
}

void tellScheme(const MainWindow &window, uint wish)
{
    tell(window, "org.freedesktop.appearance", "color-scheme", wish);
}

// Of the diagram's ground, and of the panels.
bool shows(DiagramWindow &w, const Theme &theme)
{
    const QImage window = w.window.grab().toImage();
    const QPoint corner = w.view.mapTo(&w.window, QPoint(3, 3));
    return window.pixelColor(corner) == theme.canvas && QApplication::palette().color(QPalette::Window) == theme.panel;
}

} // namespace

class TestTheme : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void theDesktopsWishIsFollowed();
    void thePaletteBeneathIsLookedAt();
    void whoHasChosenKeepsIt();
    void contrastIsFollowed();

private:
    QTemporaryDir m_settings;
};

void TestTheme::initTestCase()
{
    qunsetenv("DBUS_SESSION_BUS_ADDRESS"); // this machine's desktop has no say
    isolateSettings(m_settings);
}

// Nothing is left of the window before.
void TestTheme::init()
{
    QApplication::setPalette(QPalette());
}

void TestTheme::theDesktopsWishIsFollowed()
{
    DiagramWindow w("apple_orange");
    QVERIFY(shows(w, Theme::light()));
    tellScheme(w.window, 1);
    QVERIFY(shows(w, Theme::darkTheme()));
    tell(w.window, "org.example", "color-scheme", 2); // another setting of the same name
    tell(w.window, "org.freedesktop.appearance", "contrast", 2);
    QVERIFY(shows(w, Theme::darkTheme()));
    tellScheme(w.window, 2);
    QVERIFY(shows(w, Theme::light()));
    tellScheme(w.window, 1);
    tellScheme(w.window, 0); // it has no wish any more: the palette decides
    QVERIFY(shows(w, Theme::light()));
}

// Where Qt's own platform theme hears of it: here that has nothing but light, whatever somebody has painted over it.
void TestTheme::thePaletteBeneathIsLookedAt()
{
    QApplication::setPalette(Theme::darkTheme().palette()); // as the system's
    DiagramWindow w("apple_orange");
    QVERIFY(shows(w, Theme::darkTheme()));
    QEvent changed(QEvent::ThemeChange);
    QCoreApplication::sendEvent(&w.window, &changed);
    QTRY_VERIFY(shows(w, Theme::light()));
}

void TestTheme::whoHasChosenKeepsIt()
{
    DiagramWindow w("apple_orange");
    chooseTheme(w.window, u"&Light"_s);
    tellScheme(w.window, 1);
    QEvent changed(QEvent::ThemeChange);
    QCoreApplication::sendEvent(&w.window, &changed);
    QVERIFY(shows(w, Theme::light()));
    chooseTheme(w.window, u"&System"_s); // and what was heard meanwhile is worn at once
    QVERIFY(shows(w, Theme::darkTheme()));
}

// In either theme, chosen or not, and at once.
void TestTheme::contrastIsFollowed()
{
    DiagramWindow w("apple_orange");
    tell(w.window, "org.freedesktop.appearance", "contrast", 1);
    QVERIFY(shows(w, Theme::contrasting(false)));
    QVERIFY(qApp->styleSheet() == Theme::contrasting(false).styleSheet());
    tellScheme(w.window, 1);
    QVERIFY(shows(w, Theme::contrasting(true)));
    w.window.grab().save(screenshotPath(true).arg(u"contrast"_s));
    chooseTheme(w.window, u"&Light"_s);
    QVERIFY(shows(w, Theme::contrasting(false)));
    w.window.grab().save(screenshotPath(false).arg(u"contrast"_s));
    tell(w.window, "org.freedesktop.appearance", "contrast", 0);
    QVERIFY(shows(w, Theme::light()));
}

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
