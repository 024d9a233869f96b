// SPDX-License-Identifier: GPL-3.0-or-later
// The training desk around the run, as a person uses it: fields that refuse, folders, the reading line, themes and names.
#include "tests/fixtures/desk_window.h"
#include "tests/fixtures/idx_fixture.h"
#include "tests/fixtures/window_setup.h"

#include "ui/theme/theme.h"
#include "ui/widgets/count_field.h"

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

using namespace Qt::StringLiterals;
using namespace chainrule;

class TestDesk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void wrongLearningRateIsRefused_data();
    void wrongLearningRateIsRefused();
    void aPointIsADecimalPoint();
    void whatIsBeyondALimitIsRefusedWithIt();
    void aBatchIsAtMostAllImages();
    void modelSettingsAreLockedWithAReason();
    void anotherNetCanBeMade();
    void lossThatIsNotFinitePausesInWords();
    void damagedFolderIsNamedAndOldDataStay();
    void folderCanBeDropped();
    void readingLineTellsTheNearestPoint();
    void enterStarts();
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
    QTest::newRow("word") << u"abc"_s << u"“abc” is not a number"_s;
    QTest::newRow("nothing") << QString() << u"number is needed"_s;
    QTest::newRow("zero") << u"0"_s << u"above 0"_s;
    QTest::newRow("negative") << u"-0.1"_s << u"above 0"_s;
    QTest::newRow("infinite") << u"1e999"_s << u"too large"_s;
    QTest::newRow("nan") << u"nan"_s << u"not a number"_s;
    QTest::newRow("too large for a float") << u"1e100"_s << u"too large"_s;
    QTest::newRow("thousands or a fraction") << u"1,000"_s << u"“1,000” can be read as 1000 or as 1."_s;
    QTest::newRow("thousands and a fraction") << u"1.000,5"_s << u"“1.000,5” keeps its thousands apart. Type 1000.5."_s;
    QTest::newRow("underflow") << u"1e-999"_s << u"above 0"_s;
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
    QVERIFY(desk.rate->refusal().contains(u"still 0.1"_s));
    QCOMPARE(desk.settings->settings().options.learningRate, 0.1);
    QCOMPARE(edit->text(), u"0.1"_s);
    QCOMPARE(changed.size(), 0);
    desk.type("learningRate", u"0.25"_s);
    QCOMPARE(desk.rate->refusal(), QString());
    QCOMPARE(changed.size(), 1);
}

// With a point in every language, as it is written beside it.
void TestDesk::aPointIsADecimalPoint()
{
    QLocale::setDefault(QLocale(QLocale::German));
    const auto usual = qScopeGuard([] { QLocale::setDefault(QLocale::c()); });
    Desk desk(m_data.path());
    auto *edit = desk.rate->findChild<QLineEdit *>();
    for (const auto &[typed, rate] : { std::pair("0.001", 0.001), { "0.025", 0.025 }, { "0,5", 0.5 }, { "1,000", 1.0 } }) {
        desk.type("learningRate", QString::fromLatin1(typed));
        QCOMPARE(desk.rate->value(), rate);
        QCOMPARE(desk.rate->refusal(), QString());
    }
    desk.type("learningRate", u"0.001"_s);
    QCOMPARE(edit->text(), u"0.001"_s);
}

void TestDesk::whatIsBeyondALimitIsRefusedWithIt()
{
    Desk desk(m_data.path());
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
    for (const auto &[name, text, reason] :
         { std::tuple("hidden", "5000", "“5000” is too large: at most 1000. The number of hidden units is still 50."),
           { "hidden", "0", "“0” is too small: at least 1." },
           { "hidden", "1,000", "“1,000” can be read as 1000 or as 1." },
           { "hidden", "many", "“many” is not a number." },
           { "batch", "99999", "“99999” is too large: at most 1000. The batch size is still 100." },
           { "batch", "2.5", "“2.5” is not a whole number." },
           { "iterations", "100000001", "at most 100000000." },
           { "seed", "99999999999999999999", "at most 2147483647." } }) {
        auto *box = desk.page.findChild<QSpinBox *>(QLatin1String(name));
        const int before = box->value();
        desk.type(name, QString::fromUtf8(text));
        const QString refusal = qobject_cast<CountField *>(box->parentWidget())->refusal();
        QVERIFY2(refusal.contains(QString::fromUtf8(reason)), qPrintable(refusal));
        QCOMPARE(box->value(), before);
    }
    desk.type("hidden", u"1000"_s);
    QCOMPARE(desk.settings->settings().options.hidden, 1000);
}

// A full batch is a lesson.
void TestDesk::aBatchIsAtMostAllImages()
{
    SettingsPanel panel;
    auto *batch = panel.findChild<QSpinBox *>(u"batch"_s);
    panel.setTrainingImages(60'000);
    batch->setValue(60'000);
    QCOMPARE(panel.settings().options.batch, 60'000);
    panel.setTrainingImages(16);
    QCOMPARE(panel.settings().options.batch, 60'000); // nobody's setting is changed in silence
}

void TestDesk::modelSettingsAreLockedWithAReason()
{
    Desk desk(m_data.path());
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
    auto *hidden = desk.page.findChild<QSpinBox *>(u"hidden"_s);
    QVERIFY(hidden->isEnabled());
    desk.click("step");
    QTRY_VERIFY_WITH_TIMEOUT(!hidden->isEnabled(), patience);
    QVERIFY(hidden->toolTip().contains(u"Reset first"_s));
    QVERIFY(desk.rate->isEnabled());
    desk.click("reset");
    QVERIFY(hidden->isEnabled());
}

void TestDesk::anotherNetCanBeMade()
{
    Desk desk(m_data.path());
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
    desk.type("hidden", u"7"_s);
    desk.type("batch", u"20"_s);
    desk.type("deviation", u"0.05"_s);
    desk.type("seed", u"9"_s);
    desk.type("iterations", u"40"_s);
    desk.click("start");
    QTRY_COMPARE_WITH_TIMEOUT(desk.iterations(), 40, patience);
    QCOMPARE(desk.losses(), headlessLosses<float>(m_data.path(), { 7, 20, 0.1, 0.05, 9 }, 40));
}

void TestDesk::lossThatIsNotFinitePausesInWords()
{
    Desk desk(m_data.path());
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
    desk.type("deviation", u"1000000"_s);
    desk.type("learningRate", u"1000000"_s);
    desk.click("start");
    QTRY_VERIFY_WITH_TIMEOUT(!desk.message->text().isEmpty(), patience);
    QVERIFY(!desk.page.training());
    QVERIFY(!desk.button("start")->isEnabled());
    const auto losses = headlessLosses<float>(m_data.path(), { 50, 100, 1e6, 1e6, 1 }, 10);
    const auto bad = std::find_if_not(losses.begin(), losses.end(), [](double loss) { return std::isfinite(loss); });
    QVERIFY(bad != losses.end());
    const QString where = u"iteration %1,"_s.arg(bad - losses.begin());
    QVERIFY2(desk.message->text().contains(where), qPrintable(desk.message->text()));
    QVERIFY(desk.message->text().contains(u"1000000"_s));
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
    QFile labels(damaged.filePath(u"t10k-labels-idx1-ubyte"_s));
    QVERIFY(labels.resize(100));
    desk.page.openData(damaged.path());
    QTRY_VERIFY_WITH_TIMEOUT(!desk.message->text().isEmpty(), patience);
    QVERIFY(desk.message->text().contains(u"t10k-labels-idx1-ubyte"_s));
    QVERIFY(desk.message->text().contains(u"Still in use: "_s + name));
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
    const QString folder = other.filePath(u"small"_s);
    QVERIFY(QDir().mkpath(folder));
    IdxFixture::write(folder, 100, 50);
    QMimeData mime;
    mime.setUrls({ QUrl::fromLocalFile(folder) });
    QDragEnterEvent enter({ 100, 100 }, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&desk.page, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(100, 100), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&desk.page, &drop);
    QTRY_COMPARE_WITH_TIMEOUT(desk.page.dataName(), u"small"_s, patience);
}

void TestDesk::readingLineTellsTheNearestPoint()
{
    Desk desk(m_data.path());
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
    desk.type("iterations", u"20"_s);
    desk.click("start");
    QTRY_COMPARE_WITH_TIMEOUT(desk.iterations(), 20, patience);
    const double loss = desk.losses()[7];
    const QString reading = desk.loss->plot().readingAt(7);
    QVERIFY2(reading.startsWith(u"Iteration 7\n"_s), qPrintable(reading));
    QVERIFY(reading.contains(QLocale().toString(loss, 'f', 4)));
    // Zooming with the wheel ends following, a double-click brings it back.
    auto *canvas = desk.loss->plot().findChild<QWidget *>();
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

// It looks like the button that Enter presses.
void TestDesk::enterStarts()
{
    Desk desk(m_data.path());
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
    desk.type("iterations", u"5"_s);
    desk.button("start")->setFocus();
    QTest::keyClick(desk.button("start"), Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(desk.iterations(), 5, patience);
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
