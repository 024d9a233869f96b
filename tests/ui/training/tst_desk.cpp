// SPDX-License-Identifier: GPL-3.0-or-later
// The training desk around the run, as a person uses it: fields that refuse, folders, the reading line, themes and names.
#include "tests/fixtures/desk_window.h"
#include "tests/fixtures/idx_fixture.h"
#include "tests/fixtures/window_setup.h"

#include "ui/theme/theme.h"

#include <QtCore/QMimeData>
#include <QtCore/QStandardPaths>
#include <QtCore/QTemporaryDir>
#include <QtGui/QDropEvent>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLabel>
#include <QtWidgets/QSpinBox>

#include <cmath>

using namespace chainrule;

class TestDesk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void wrongLearningRateIsRefused_data();
    void wrongLearningRateIsRefused();
    void modelSettingsAreLockedWithAReason();
    void anotherNetCanBeMade();
    void lossThatIsNotFinitePausesInWords();
    void damagedFolderIsNamedAndOldDataStay();
    void folderCanBeDropped();
    void readingLineTellsTheNearestPoint();
    void themeFollowsThePalette();
    void everyControlHasAName();

private:
    QTemporaryDir m_data;
    QTemporaryDir m_settings;
};

void TestDesk::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    isolateSettings(m_settings);
    IdxFixture::write(m_data.path());
}

void TestDesk::wrongLearningRateIsRefused_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("reason");
    QTest::newRow("word") << QStringLiteral("abc") << QStringLiteral("“abc” is not a number");
    QTest::newRow("nothing") << QString() << QStringLiteral("number is needed");
    QTest::newRow("zero") << QStringLiteral("0") << QStringLiteral("above 0");
    QTest::newRow("negative") << QStringLiteral("-0.1") << QStringLiteral("above 0");
    QTest::newRow("infinite") << QStringLiteral("1e999") << QStringLiteral("too large");
    QTest::newRow("nan") << QStringLiteral("nan") << QStringLiteral("not a number");
    QTest::newRow("too large for a float") << QStringLiteral("1e100") << QStringLiteral("too large");
    QTest::newRow("underflow") << QStringLiteral("1e-999") << QStringLiteral("not a number");
}

void TestDesk::wrongLearningRateIsRefused()
{
    QFETCH(QString, text);
    QFETCH(QString, reason);
    Desk desk(m_data.path());
    QSignalSpy changed(desk.settings, &SettingsPanel::learningRateChanged);
    auto *edit = desk.rate->findChild<QLineEdit *>();
    QTest::mouseClick(edit, Qt::LeftButton);
    edit->selectAll();
    QTest::keyClick(edit, Qt::Key_Delete);
    QTest::keyClicks(edit, text);
    QTest::keyClick(edit, Qt::Key_Return);
    QVERIFY2(desk.rate->refusal().contains(reason), qPrintable(desk.rate->refusal()));
    QVERIFY(desk.rate->refusal().contains(QStringLiteral("still 0.1")));
    QCOMPARE(desk.settings->settings().options.learningRate, 0.1);
    QCOMPARE(edit->text(), QStringLiteral("0.1"));
    QCOMPARE(changed.size(), 0);
    desk.type("learningRate", QStringLiteral("0.25"));
    QCOMPARE(desk.rate->refusal(), QString());
    QCOMPARE(changed.size(), 1);
}

void TestDesk::modelSettingsAreLockedWithAReason()
{
    Desk desk(m_data.path());
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
    auto *hidden = desk.page.findChild<QSpinBox *>(QStringLiteral("hidden"));
    QVERIFY(hidden->isEnabled());
    desk.click("step");
    QTRY_VERIFY_WITH_TIMEOUT(!hidden->isEnabled(), patience);
    QVERIFY(hidden->toolTip().contains(QStringLiteral("Reset first")));
    QVERIFY(desk.rate->isEnabled());
    desk.click("reset");
    QVERIFY(hidden->isEnabled());
}

void TestDesk::anotherNetCanBeMade()
{
    Desk desk(m_data.path());
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
    desk.type("hidden", QStringLiteral("7"));
    desk.type("batch", QStringLiteral("20"));
    desk.type("deviation", QStringLiteral("0.05"));
    desk.type("seed", QStringLiteral("9"));
    desk.type("iterations", QStringLiteral("40"));
    desk.click("start");
    QTRY_COMPARE_WITH_TIMEOUT(desk.iterations(), 40, patience);
    QCOMPARE(desk.losses(), headlessLosses<float>(m_data.path(), { 7, 20, 0.1, 0.05, 9 }, 40));
}

void TestDesk::lossThatIsNotFinitePausesInWords()
{
    Desk desk(m_data.path());
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
    desk.type("deviation", QStringLiteral("1000000"));
    desk.type("learningRate", QStringLiteral("1000000"));
    desk.click("start");
    QTRY_VERIFY_WITH_TIMEOUT(!desk.message->text().isEmpty(), patience);
    QVERIFY(!desk.page.training());
    QVERIFY(!desk.button("start")->isEnabled());
    const auto losses = headlessLosses<float>(m_data.path(), { 50, 100, 1e6, 1e6, 1 }, 10);
    const auto bad = std::find_if_not(losses.begin(), losses.end(), [](double loss) { return std::isfinite(loss); });
    QVERIFY(bad != losses.end());
    const QString where = QStringLiteral("iteration %1,").arg(bad - losses.begin());
    QVERIFY2(desk.message->text().contains(where), qPrintable(desk.message->text()));
    QVERIFY(desk.message->text().contains(QStringLiteral("1000000")));
    desk.click("reset");
    QVERIFY(desk.message->text().isEmpty());
    QVERIFY(desk.button("start")->isEnabled());
}

void TestDesk::damagedFolderIsNamedAndOldDataStay()
{
    Desk desk(m_data.path());
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
    const QString name = desk.page.dataName();
    desk.click("step");
    QTRY_COMPARE_WITH_TIMEOUT(desk.iterations(), 1, patience);

    QTemporaryDir damaged;
    IdxFixture::write(damaged.path());
    QFile labels(damaged.filePath(QStringLiteral("t10k-labels-idx1-ubyte")));
    QVERIFY(labels.resize(100));
    desk.page.openData(damaged.path());
    QTRY_VERIFY_WITH_TIMEOUT(!desk.message->text().isEmpty(), patience);
    QVERIFY(desk.message->text().contains(QStringLiteral("t10k-labels-idx1-ubyte")));
    QVERIFY(desk.message->text().contains(QStringLiteral("Still in use: ") + name));
    QCOMPARE(desk.page.dataName(), name);
    desk.click("step");
    QTRY_COMPARE_WITH_TIMEOUT(desk.iterations(), 2, patience);
    QCOMPARE(desk.losses(), headlessLosses<float>(m_data.path(), {}, 2));
}

void TestDesk::folderCanBeDropped()
{
    Desk desk(m_data.path());
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
    QTemporaryDir other;
    const QString folder = other.filePath(QStringLiteral("small"));
    QVERIFY(QDir().mkpath(folder));
    IdxFixture::write(folder, 100, 50);
    QMimeData mime;
    mime.setUrls({ QUrl::fromLocalFile(folder) });
    QDragEnterEvent enter({ 100, 100 }, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&desk.page, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(100, 100), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&desk.page, &drop);
    QTRY_COMPARE_WITH_TIMEOUT(desk.page.dataName(), QStringLiteral("small"), patience);
}

void TestDesk::readingLineTellsTheNearestPoint()
{
    Desk desk(m_data.path());
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
    desk.type("iterations", QStringLiteral("20"));
    desk.click("start");
    QTRY_COMPARE_WITH_TIMEOUT(desk.iterations(), 20, patience);
    const double loss = desk.losses()[7];
    const QString reading = desk.loss->plot().readingAt(7);
    QVERIFY2(reading.startsWith(QStringLiteral("Iteration 7\n")), qPrintable(reading));
    QVERIFY(reading.contains(QLocale().toString(loss, 'f', 4)));
    // Zooming with the wheel ends following, a double-click brings it back.
    QWidget *canvas = desk.loss->plot().findChild<QWidget *>();
    QVERIFY(desk.loss->plot().following());
    QTest::mouseMove(canvas, canvas->rect().center());
    const QPoint centre = canvas->rect().center();
    QWheelEvent wheel(centre, canvas->mapToGlobal(centre), {}, { 0, 240 }, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
                      false);
    QApplication::sendEvent(canvas, &wheel);
    QVERIFY(!desk.loss->plot().following());
    desk.page.grab().save(QStringLiteral(CHAINRULE_SCREENSHOT_DIR "/training-reading.png"));
    QTest::mouseDClick(canvas, Qt::LeftButton, {}, canvas->rect().center());
    QVERIFY(desk.loss->plot().following());
}

void TestDesk::themeFollowsThePalette()
{
    Desk desk(m_data.path());
    const QPoint inPlot = desk.loss->plot().mapTo(&desk.page, desk.loss->plot().rect().center());
    const QPoint inSettings = desk.settings->mapTo(&desk.page, QPoint(4, 4));
    desk.page.grab(); // lays it out
    for (const Theme &theme : { Theme::darkTheme(), Theme::light(), Theme::darkTheme(), Theme::light() }) {
        applyTheme(theme.dark);
        QCoreApplication::processEvents();
        const QImage picture = desk.page.grab().toImage();
        QCOMPARE(picture.pixelColor(QPoint(2, 2)), theme.canvas);
        QCOMPARE(picture.pixelColor(inSettings), theme.panel);
        // The middle of the plot, from top to bottom, meets its grid in this theme's colour and not in the other's.
        QSet<QRgb> colours;
        for (int y = inPlot.y() - 100; y < inPlot.y() + 100; ++y)
            colours.insert(picture.pixel(inPlot.x(), y));
        QVERIFY(colours.contains(theme.line.rgb()));
        QVERIFY(!colours.contains((theme.dark ? Theme::light() : Theme::darkTheme()).line.rgb()));
    }
}

void TestDesk::everyControlHasAName()
{
    Desk desk(m_data.path());
    for (const QWidget *widget : desk.page.findChildren<QWidget *>()) {
        if (widget->focusPolicy() == Qt::NoFocus || widget->focusProxy() || qobject_cast<const QLabel *>(widget))
            continue;
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        const bool inSpinBox = qobject_cast<const QAbstractSpinBox *>(widget->parentWidget());
        QVERIFY2(inSpinBox || !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty()),
                 widget->metaObject()->className());
    }
}

QTEST_MAIN(TestDesk)
#include "tst_desk.moc"
