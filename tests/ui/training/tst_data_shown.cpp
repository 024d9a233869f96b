// SPDX-License-Identifier: GPL-3.0-or-later
// Data in use are shown: ten samples with their labels, turned where they lie on their side, and found again in the menu.
#include "tests/fixtures/idx_fixture.h"
#include "tests/fixtures/window_setup.h"

#include "data/split.h"
#include "digits/digits.h"
#include "ui/data/data_button.h"
#include "ui/data/data_samples.h"
#include "ui/data/known_places.h"
#include "ui/data/sample_strip.h"
#include "ui/training/page/training_page.h"
#include "ui/widgets/message_bar.h"

#include <QtCore/QMimeData>
#include <QtGui/QDropEvent>
#include <QtGui/QImage>
#include <QtTest/QTest>
#include <QtWidgets/QLabel>
#include <QtWidgets/QMenu>

#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace chainrule;

namespace {

constexpr int patience = 240'000; // ms

struct Desk
{
    TrainingPage page;
    DataSamples *samples = page.findChild<DataSamples *>();
    SampleStrip *strip = page.findChild<SampleStrip *>();
    QPushButton *turn = page.findChild<QPushButton *>(u"turn"_s);
    QLabel *lying = page.findChild<QLabel *>(u"lying"_s);

    explicit Desk(const QString &data)
    {
        page.loader().setDigits({ 1, 500, 100 });
        page.resize(1200, 690); // the settings have room beside the charts
        page.openData(data);
        page.show();
    }

    void load(const QString &data)
    {
        const std::shared_ptr<const Dataset> before = page.data();
        page.openData(data);
        QTRY_VERIFY_WITH_TIMEOUT(page.data() != before, patience);
    }

    QStringList menu()
    {
        QMenu *menu = page.findChild<DataButton *>()->menu();
        Q_EMIT menu->aboutToShow();
        QStringList texts;
        for (const QAction *action : menu->actions())
            texts += action->text();
        return texts;
    }
};

// Of class "ant", "bee" …, the pictures of a set in a folder for each.
void writeClasses(const QString &folder, const LabelledImages &images, const QStringList &names)
{
    for (Index i = 0; i < images.count; ++i) {
        const QString place = folder + u'/' + names[images.labels[std::size_t(i)]];
        QVERIFY(QDir().mkpath(place));
        const QImage image(images.pixels.data() + i * images.pixelsEach(), int(images.columns), int(images.rows),
                           int(images.columns), QImage::Format_Grayscale8);
        QVERIFY(image.save(u"%1/%2.png"_s.arg(place).arg(i)));
    }
}

} // namespace

class TestDataShown : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { isolateSettings(m_settings); }
    void init()
    {
        m_home = std::make_unique<QTemporaryDir>();
        qunsetenv("CHAINRULE_MNIST_DIR");
        qputenv("XDG_DATA_HOME", m_home->path().toLocal8Bit());
        qputenv("XDG_DATA_DIRS", m_home->path().toLocal8Bit());
        QSettings().clear();
    }

    void tenSamplesOfAllClasses();
    void namesOfClasses();
    void picturesThatLieAreTurned();
    void allRecentDataAreInTheMenu();
    void aNameThatIsNoUtf8IsToldApart();

private:
    QTemporaryDir m_settings;
    std::unique_ptr<QTemporaryDir> m_home;
};

void TestDataShown::tenSamplesOfAllClasses()
{
    Desk desk(u"digits"_s);
    QVERIFY(!desk.samples->isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(desk.page.data() != nullptr, patience);
    QVERIFY(desk.samples->isVisible());
    QCOMPARE(desk.strip->labels(), u"0 1 2 3 4 5 6 7 8 9"_s.split(u' '));
    QCOMPARE(desk.strip->accessibleDescription(), u"0, 1, 2, 3, 4, 5, 6, 7, 8, 9"_s);
    QVERIFY(!desk.turn->isVisible()); // these stand upright
    for (const bool dark : { true, false }) {
        applyTheme(dark);
        desk.page.grab().save(screenshotPath(dark).arg(u"data-samples"_s));
    }
    IdxFixture::write(m_home->path(), 300, 100, 3);
    desk.load(m_home->path());
    QCOMPARE(desk.strip->labels(), u"0 0 0 0 1 1 1 2 2 2"_s.split(u' '));
    QVERIFY(desk.turn->isVisible() && desk.turn->isEnabled());
    QVERIFY(!desk.lying->isVisible());
}

void TestDataShown::namesOfClasses()
{
    const LabelledImages few{ 4, 2, 2, { 1, 2, 3, 4, 5, 6, 7, 8, 9, 8, 7, 6, 5, 4, 3, 2 }, { 0, 0, 1, 1 } };
    writeClasses(m_home->path(), few, { u"ant"_s, u"a very long name of bees"_s });
    Desk desk(m_home->path());
    QTRY_VERIFY_WITH_TIMEOUT(desk.page.data() != nullptr, patience);
    const QStringList labels = desk.strip->labels();
    QVERIFY2(labels.contains(u"ant"_s) && labels.contains(u"a very long name of bees"_s), qPrintable(labels.join(u'|')));
    QVERIFY(desk.strip->width() <= desk.samples->width());
    for (const bool dark : { true, false }) {
        applyTheme(dark);
        desk.page.grab().save(screenshotPath(dark).arg(u"data-classes"_s));
    }
}

// As EMNIST's do. That they are turned stays with the folder.
void TestDataShown::picturesThatLieAreTurned()
{
    QStringList digits;
    for (int label = 0; label < 10; ++label)
        digits.append(QString::number(label));
    LabelledImages lying = makeDigits({ .seed = 3, .training = 200, .test = 1 })->training;
    const LabelledImages upright = lying;
    turn(lying);
    writeClasses(m_home->path(), lying, digits);
    const auto standsUpright = [&upright](const Dataset &data) {
        const std::span first(data.training.pixels.data(), 784);
        for (Index i = 0; i < upright.count; ++i)
            if (std::ranges::equal(first, std::span(upright.pixels).subspan(std::size_t(i * 784), 784)))
                return true;
        return false;
    };
    {
        Desk desk(m_home->path());
        QTRY_VERIFY_WITH_TIMEOUT(desk.page.data() != nullptr, patience);
        QVERIFY(desk.lying->isVisible());
        QVERIFY2(desk.lying->text().contains(u"seem to lie on their side"_s), qPrintable(desk.lying->text()));
        QVERIFY(!standsUpright(*desk.page.data()));
        const std::shared_ptr<const Dataset> before = desk.page.data();
        for (const bool dark : { true, false }) {
            applyTheme(dark);
            desk.page.grab().save(screenshotPath(dark).arg(u"data-lying"_s));
        }
        desk.turn->setFocus();
        QTest::keyClick(desk.turn, Qt::Key_Space);
        QTRY_VERIFY_WITH_TIMEOUT(desk.page.data() != before, patience);
        QVERIFY(standsUpright(*desk.page.data()));
        QCOMPARE(desk.turn->text(), u"Turn back"_s);
    }
    Desk again(m_home->path());
    QTRY_VERIFY_WITH_TIMEOUT(again.page.data() != nullptr, patience);
    QVERIFY(standsUpright(*again.page.data()));
    QTest::mouseClick(again.turn, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!standsUpright(*again.page.data()), patience);
}

void TestDataShown::allRecentDataAreInTheMenu()
{
    QStringList places;
    for (const QString &name : { u"one"_s, u"two & three"_s, u"a/four"_s, u"b/four"_s }) {
        places.append(m_home->filePath(name));
        QVERIFY(QDir().mkpath(places.back()));
        IdxFixture::write(places.back(), 60, 20);
    }
    {
        Desk desk(places[0]);
        QTRY_VERIFY_WITH_TIMEOUT(desk.page.data() != nullptr, patience);
        for (const QString &place : places.sliced(1))
            desk.load(place);
    }
    Desk desk(u"digits"_s); // after a restart
    QTRY_VERIFY_WITH_TIMEOUT(desk.page.data() != nullptr, patience);
    QCOMPARE(desk.menu().mid(2, 4),
             QStringList({ places[3], places[2], u"two && three"_s, u"one"_s })); // one name twice: paths
    const auto actions = desk.page.findChild<DataButton *>()->menu()->actions();
    QCOMPARE(actions[5]->toolTip(), places[0]);
    const std::shared_ptr<const Dataset> before = desk.page.data();
    actions[5]->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(desk.page.data() != before, patience);
    QCOMPARE(desk.page.dataName(), u"one"_s);
    QCOMPARE(knownPlaces(), QStringList({ places[0], places[3], places[2], places[1] }));
}

// By such a name a file that is there cannot be opened: it is not said to be missing.
void TestDataShown::aNameThatIsNoUtf8IsToldApart()
{
    const QByteArray name = QFile::encodeName(m_home->path()) + "/\x83\x65\x83\x58\x83\x67"; // テスト in Shift_JIS
    QCOMPARE(mkdir(name.constData(), 0700), 0);
    Desk desk(u"digits"_s);
    QTRY_VERIFY_WITH_TIMEOUT(desk.page.data() != nullptr, patience);
    QMimeData mime;
    mime.setUrls({ QUrl::fromLocalFile(QFile::decodeName(name)) });
    QDragEnterEvent enter({ 100, 100 }, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&desk.page, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent event(QPointF(100, 100), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&desk.page, &event);
    auto *message = desk.page.findChild<MessageBar *>();
    QTRY_VERIFY_WITH_TIMEOUT(!message->text().isEmpty(), patience);
    QVERIFY2(message->text().contains(u"is not UTF-8"_s), qPrintable(message->text()));
    QVERIFY(!message->text().contains(u"does not exist"_s));
    QCOMPARE(rmdir(name.constData()), 0); // which Qt could not
}

QTEST_MAIN(TestDataShown)
#include "tst_data_shown.moc"
