// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever the keyboard reaches shows that it has been reached: on both pages, in every panel, light, dark and in high
// contrast.
#include "tests/fixtures/contrast.h"
#include "tests/fixtures/diagram_window.h"
#include "tests/fixtures/idx_fixture.h"

#include "ui/theme/focus_ring.h"
#include "ui/training/page/tools_panel.h"
#include "ui/training/page/training_page.h"
#include "ui/training/tools/model_tool.h"

#include <QtWidgets/QScrollArea>
#include <QtWidgets/QTabBar>

using namespace Qt::StringLiterals;
using namespace chainrule;

namespace {

constexpr int least = 16; // pixels that are told apart: one side of a small button

// By its class and name, or what is nearest to it that has one.
QString nameOf(const QWidget *widget)
{
    QString name = QString::fromLatin1(widget->metaObject()->className());
    for (const QWidget *each = widget; each; each = each->parentWidget())
        if (!each->objectName().isEmpty())
            return name + u" in "_s + each->objectName();
    return name;
}

bool isReached(const QWidget *widget)
{
    return widget->isVisible() && widget->isEnabled() && (widget->focusPolicy() & Qt::TabFocus) && !widget->focusProxy();
}

int changed(const QImage &before, const QImage &after)
{
    int pixels = 0;
    for (int y = 0; y < before.height(); ++y)
        for (int x = 0; x < before.width(); ++x)
            if (before.pixel(x, y) != after.pixel(x, y) && contrast(before.pixelColor(x, y), after.pixelColor(x, y)) >= 3)
                ++pixels;
    return pixels;
}

// With what lies around it.
QImage picture(QWidget &window, const QWidget *widget)
{
    constexpr int around = 6;
    const QRect place(widget->mapTo(&window, QPoint()), widget->size());
    return window.grab(place.adjusted(-around, -around, around, around) & window.rect()).toImage();
}

// Those of all that are reached and have not been asked yet that look the same with the focus and without.
QStringList unseen(QWidget &window, QSet<QWidget *> &asked)
{
    QStringList names;
    QWidget *resting = window.findChild<QWidget *>(u"resting"_s);
    QList<QWidget *> reached = window.findChildren<QWidget *>();
    reached.removeIf([&](QWidget *widget) { return !isReached(widget) || widget == resting || asked.contains(widget); });
    resting->setFocus(Qt::TabFocusReason);
    for (QWidget *widget : reached) {
        asked.insert(widget);
        widget->setFocus(Qt::TabFocusReason);
        if (QApplication::focusWidget() != widget)
            continue; // passes it on
        for (QWidget *each = widget->parentWidget(); each; each = each->parentWidget())
            if (auto *area = qobject_cast<QScrollArea *>(each))
                area->ensureWidgetVisible(widget);
        const QImage with = picture(window, widget);
        resting->setFocus(Qt::TabFocusReason);
        const int pixels = changed(picture(window, widget), with);
        if (pixels < least)
            names.append(u"%1 (%2)"_s.arg(nameOf(widget)).arg(pixels));
    }
    return names;
}

// Has the focus while nothing is to have it, and shows nothing of it.
void addResting(QWidget &window)
{
    auto *resting = new QWidget(&window);
    resting->setObjectName(u"resting"_s);
    resting->setFocusPolicy(Qt::StrongFocus);
    resting->resize(1, 1);
    resting->show();
}

} // namespace

class TestFocus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        qunsetenv("DBUS_SESSION_BUS_ADDRESS");
        isolateSettings(m_settings);
    }

    void themes_data()
    {
        QTest::addColumn<Theme>("theme");
        QTest::newRow("light") << Theme::light();
        QTest::newRow("dark") << Theme::darkTheme();
        QTest::newRow("high contrast") << Theme::contrasting(false);
    }

    void onTheDiagramsPage_data() { themes_data(); }
    void onTheDiagramsPage()
    {
        QFETCH(Theme, theme);
        DiagramWindow w("affine_batch", { 1400, 900 });
        qApp->setPalette(theme.palette());
        qApp->setStyleSheet(theme.styleSheet());
        addResting(w.window);
        QSet<QWidget *> asked;
        QStringList all = unseen(w.window, asked);
        for (const Qt::Key key : { Qt::Key_1, Qt::Key_2, Qt::Key_3, Qt::Key_4 }) {
            w.press(key, Qt::ControlModifier);
            QCoreApplication::processEvents();
            all += unseen(w.window, asked);
        }
        w.press(Qt::Key_E, Qt::ControlModifier); // the palette
        all += unseen(w.window, asked);
        QVERIFY2(all.isEmpty(), qPrintable(all.join(u'\n')));
    }

    void onTheDesk_data() { themes_data(); }
    void onTheDesk()
    {
        QFETCH(Theme, theme);
        const QTemporaryDir data;
        IdxFixture::write(data.path(), 300, 100);
        const FocusRing ring; // as the main window has it
        TrainingPage page;
        page.resize(1280, 900);
        page.openData(data.path());
        page.show();
        QVERIFY(QTest::qWaitForWindowActive(&page));
        qApp->setPalette(theme.palette());
        qApp->setStyleSheet(theme.styleSheet());
        QTRY_VERIFY(page.data());
        addResting(page);
        QSet<QWidget *> asked;
        QStringList all = unseen(page, asked);
        auto *tools = page.findChild<ToolsPanel *>();
        for (ModelTool *tool : tools->findChildren<ModelTool *>()) {
            tools->setCurrent(tool);
            QCoreApplication::processEvents();
            all += unseen(page, asked);
        }
        QVERIFY2(all.isEmpty(), qPrintable(all.join(u'\n')));
    }

private:
    QTemporaryDir m_settings;
};

QTEST_MAIN(TestFocus)
#include "tst_focus.moc"
