// SPDX-License-Identifier: GPL-3.0-or-later
// Choosing what the training desk trains on: by menu and keyboard, by dropping, remembered, cancelled, gone.
#include "tests/files/bad_server.h"
#include "tests/fixtures/file_contents.h"
#include "tests/fixtures/idx_fixture.h"
#include "tests/fixtures/time_limit.h"
#include "tests/fixtures/window_setup.h"

#include "data/mnist_folder.h"
#include "ui/data/data_button.h"
#include "ui/data/data_loader.h"
#include "ui/text/download_words.h"
#include "ui/training/curves/loss_chart.h"
#include "ui/training/page/training_page.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/work_bar.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QMimeData>
#include <QtCore/QTimer>
#include <QtGui/QDropEvent>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QLabel>
#include <QtWidgets/QMenu>
#include <QtWidgets/QProgressBar>

using namespace Qt::StringLiterals;
using namespace chainrule;

namespace {

constexpr int patience = 240'000; // ms

struct Desk
{
    TrainingPage page;
    DataButton *data = page.findChild<DataButton *>();
    WorkBar *work = page.findChild<WorkBar *>();
    MessageBar *message = page.findChild<MessageBar *>();
    LossChart *loss = page.findChild<LossChart *>();

    // A few built-in digits stand for all of them.
    explicit Desk(const QString &data = {}, const DigitsOptions &digits = { 1, 3000, 500 })
    {
        page.loader().setDigits(digits);
        page.resize(1084, 690);
        if (!data.isEmpty())
            page.openData(data);
        page.show();
    }

    QPushButton *button(const char *name) { return page.findChild<QPushButton *>(QLatin1String(name)); }
    bool ready() const { return page.data() != nullptr; }
    std::size_t iterations() const { return loss->plot().points(LossChart::Each).size(); }
    QStringList texts() const
    {
        QStringList all;
        for (const QLabel *label : page.findChildren<QLabel *>())
            all += label->text();
        return all;
    }
    bool says(const QString &text) const
    {
        return std::ranges::any_of(texts(), [&](const QString &each) { return each.contains(text); });
    }
};

// Opens the menu with Space, goes down so many entries and takes that one; returns what the menu offered.
QStringList chooseByKeys(Desk &desk, int down)
{
    QStringList offered;
    QTimer::singleShot(0, &desk.page, [&] {
        QMenu *menu = desk.data->menu();
        for (const QAction *action : menu->actions())
            offered += action->text();
        for (int i = 0; i < down; ++i)
            QTest::keyClick(menu, Qt::Key_Down);
        QTest::keyClick(menu, Qt::Key_Return);
    });
    desk.data->setFocus();
    QTest::keyClick(desk.data, Qt::Key_Space); // until the menu is closed
    return offered;
}

// Small files in place of MNIST's, from this machine.
DownloadPlan planFor(const QStringList &mirrors, const QString &files)
{
    DownloadPlan plan = mnistPlan();
    plan.mirrors = mirrors;
    for (DownloadPlan::File &each : plan.files) {
        const QByteArray contents = fileContents(files + u'/' + each.name);
        each.bytes = contents.size();
        each.sha256 = QCryptographicHash::hash(contents, QCryptographicHash::Sha256).toHex();
    }
    return plan;
}

bool drop(QWidget &page, const QString &path)
{
    QMimeData mime;
    mime.setUrls({ QUrl::fromLocalFile(path) });
    QDragEnterEvent enter({ 100, 100 }, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&page, &enter);
    QDropEvent event(QPointF(100, 100), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&page, &event);
    return enter.isAccepted();
}

} // namespace

class TestData : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void firstStartTrainsAtOnce();
    void startCanBeTakenBack();
    void cancelledLeavesNothing();
    void mnistIsOfferedAndRemembered();
    void withoutMnistItsDownloadIsOffered();
    void downloadedDataAreUsedAtOnce();
    void downloadCanBeCancelled();
    void failedDownloadIsTold();
    void droppedFolderIsNamed_data();
    void droppedFolderIsNamed();
    void folderThatIsGoneGivesDigits();
    void damagedFolderLeavesTheOldData();
    void lastOneAskedForCounts();
    void closingWhileItLoads();
    void noNewsAfterCancel();
    void everyFailureHasItsWords();

private:
    QTemporaryDir m_settings;
    std::unique_ptr<QTemporaryDir> m_home;
};

void TestData::initTestCase()
{
    isolateSettings(m_settings);
}

// No MNIST anywhere, nothing remembered.
void TestData::init()
{
    m_home = std::make_unique<QTemporaryDir>();
    qunsetenv("CHAINRULE_MNIST_DIR");
    qputenv("XDG_DATA_HOME", m_home->path().toLocal8Bit());
    qputenv("XDG_DATA_DIRS", m_home->path().toLocal8Bit());
    QSettings().clear();
}

void TestData::firstStartTrainsAtOnce()
{
    const DigitsOptions digits = sanitized ? DigitsOptions{ 1, 6000, 1000 } : DigitsOptions();
    Desk desk({}, digits);
    QVERIFY(desk.work->isVisible());
    QVERIFY(desk.says(u"Drawing the built-in digits"_s));
    QVERIFY(desk.button("start")->isEnabled());
    QTest::mouseClick(desk.button("start"), Qt::LeftButton); // before there is anything to train on
    QVERIFY(!desk.ready());
    QCOMPARE(desk.button("start")->text(), u"Pause"_s);
    auto *bar = desk.work->findChild<QProgressBar *>();
    QTRY_VERIFY_WITH_TIMEOUT(bar->value() > 0 || desk.ready(), patience);
    for (const bool dark : { true, false }) {
        applyTheme(dark);
        desk.page.grab().save(screenshotPath(dark).arg(u"data-drawing"_s));
    }
    QTRY_VERIFY_WITH_TIMEOUT(desk.iterations() > 50, patience);
    QVERIFY(!desk.work->isVisible());
    QCOMPARE(desk.page.dataName(), u"built-in digits"_s);
    QVERIFY(desk.says(u"Two-layer net on built-in digits"_s));
    const QLocale locale;
    QVERIFY(desk.says(u"%1 training and %2 test images"_s.arg(locale.toString(qlonglong(digits.training)),
                                                              locale.toString(qlonglong(digits.test)))));
    QCOMPARE(desk.data->text(), u"Built-in digits"_s);
    for (const bool dark : { true, false }) {
        applyTheme(dark);
        desk.page.grab().save(screenshotPath(dark).arg(u"data-digits"_s));
    }
}

void TestData::startCanBeTakenBack()
{
    IdxFixture::write(m_home->path(), 300, 100);
    Desk desk(m_home->path());
    QTest::mouseClick(desk.button("start"), Qt::LeftButton);
    QTest::mouseClick(desk.button("start"), Qt::LeftButton);
    QCOMPARE(desk.button("start")->text(), u"Start"_s);
    QTest::mouseClick(desk.button("step"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(desk.iterations() > 0, patience);
    QCOMPARE(desk.iterations(), std::size_t(1));
    QTRY_VERIFY_WITH_TIMEOUT(!desk.page.training(), patience); // which is heard a message later than the loss
}

void TestData::cancelledLeavesNothing()
{
    Desk desk;
    desk.page.activateWindow();
    auto *cancel = desk.button("cancelWork");
    cancel->setFocus();
    QTest::keyClick(cancel, Qt::Key_Space);
    QVERIFY(!desk.work->isVisible());
    QVERIFY(!desk.ready());
    QVERIFY(!desk.button("start")->isEnabled());
    QVERIFY(desk.button("start")->toolTip().contains(u"Choose data"_s));
    QVERIFY(desk.says(u"No data"_s));
    chooseByKeys(desk, 1);
    QVERIFY(desk.work->isVisible());
    QVERIFY(desk.says(u"Drawing the built-in digits"_s));
    QVERIFY(desk.button("start")->isEnabled());
}

void TestData::mnistIsOfferedAndRemembered()
{
    const QString folder = m_home->filePath(u"chainrule/mnist"_s);
    QVERIFY(QDir().mkpath(folder));
    IdxFixture::write(folder, 300, 100);
    {
        Desk desk;
        QVERIFY(desk.says(u"Drawing the built-in digits"_s)); // a first start takes them all the same
        const QStringList offered = chooseByKeys(desk, 2);
        QVERIFY2(offered.value(1) == u"&MNIST"_s, qPrintable(offered.join(u'|')));
        QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
        QCOMPARE(desk.page.dataName(), u"MNIST"_s);
        QCOMPARE(desk.data->text(), u"MNIST"_s);
        QCOMPARE(desk.data->toolTip(), folder);
        QVERIFY(desk.data->accessibleName().contains(u"MNIST"_s));
    }
    Desk again;
    QTRY_VERIFY_WITH_TIMEOUT(again.ready(), patience);
    QCOMPARE(again.page.dataName(), u"MNIST"_s);
}

void TestData::withoutMnistItsDownloadIsOffered()
{
    Desk desk;
    desk.data->menu()->popup({});
    QVERIFY(desk.data->menu()->actions().value(1)->text().contains(u"download"_s));
    desk.data->menu()->close();
}

void TestData::downloadedDataAreUsedAtOnce()
{
    const QString files = m_home->filePath(u"there"_s);
    QVERIFY(QDir().mkpath(files));
    IdxFixture::write(files, 300, 100);
    QList<BadServer::Answer> answers;
    for (const DownloadPlan::File &each : mnistPlan().files)
        answers += BadServer::whole(fileContents(files + u'/' + each.name));
    const BadServer server(answers);
    Desk desk(u"digits"_s);
    desk.page.loader().setDownload(planFor({ server.url() }, files));
    chooseByKeys(desk, 2);
    QVERIFY(desk.says(u"Downloading MNIST"_s));
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
    QCOMPARE(desk.page.dataName(), u"MNIST"_s);
    QCOMPARE(desk.page.data()->training.count, 300);
    QVERIFY(!desk.work->isVisible());
    QCOMPARE(DataSource::remembered().place, m_home->filePath(u"chainrule/mnist"_s));
}

void TestData::downloadCanBeCancelled()
{
    IdxFixture::write(m_home->path(), 300, 100);
    const BadServer server({ BadServer::stalled(fileContents(m_home->filePath(u"train-images-idx3-ubyte"_s)), 100'000) });
    Desk desk(m_home->path());
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
    const QString name = desk.page.dataName();
    desk.page.loader().setDownload(planFor({ server.url() }, m_home->path()));
    chooseByKeys(desk, 2);
    QTRY_VERIFY_WITH_TIMEOUT(desk.says(u"File 1 of 4 from 127.0.0.1, 100.0 kB of 235.2 kB"_s), patience);
    for (const bool dark : { true, false }) {
        applyTheme(dark);
        desk.page.grab().save(screenshotPath(dark).arg(u"data-download"_s));
    }
    QTest::mouseClick(desk.button("cancelWork"), Qt::LeftButton);
    QVERIFY(!desk.work->isVisible());
    QCOMPARE(desk.page.dataName(), name);
    QVERIFY(desk.message->text().isEmpty());
    QVERIFY(findMnistFolder().isEmpty());
}

void TestData::failedDownloadIsTold()
{
    IdxFixture::write(m_home->path(), 300, 100);
    const BadServer server({ BadServer::status("403 Forbidden") });
    Desk desk(m_home->path());
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
    desk.page.loader().setDownload(planFor({ server.url() }, m_home->path()));
    chooseByKeys(desk, 2);
    QTRY_VERIFY_WITH_TIMEOUT(!desk.message->text().isEmpty(), patience);
    QVERIFY2(desk.message->text().contains(u"127.0.0.1 refuses to give it (403)"_s), qPrintable(desk.message->text()));
    QVERIFY(desk.message->text().contains(u"Still in use: "_s));
    QVERIFY(findMnistFolder().isEmpty());
}

void TestData::droppedFolderIsNamed_data()
{
    QTest::addColumn<QString>("what");
    QTest::newRow("the folder") << u"fashion"_s;
    QTest::newRow("one of its files") << u"fashion/t10k-labels-idx1-ubyte"_s;
}

void TestData::droppedFolderIsNamed()
{
    QFETCH(QString, what);
    const QString folder = m_home->filePath(u"fashion"_s);
    QVERIFY(QDir().mkpath(folder));
    IdxFixture::write(folder, 300, 100);
    Desk desk;
    QVERIFY(drop(desk.page, m_home->filePath(what)));
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
    QCOMPARE(desk.page.dataName(), u"fashion"_s);
    QCOMPARE(desk.data->text(), u"fashion"_s);
    QCOMPARE(desk.page.data()->training.count, 300);
    QVERIFY(!drop(desk.page, m_home->filePath(u"nowhere"_s)));
    QCOMPARE(DataSource::remembered().place, folder);
}

void TestData::folderThatIsGoneGivesDigits()
{
    DataSource{ DataSource::Kind::Place, m_home->filePath(u"gone"_s) }.remember();
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
    QCOMPARE(desk.page.dataName(), u"built-in digits"_s);
    QVERIFY2(desk.message->text().contains(u"gone does not exist"_s), qPrintable(desk.message->text()));
    QVERIFY(desk.message->text().contains(u"In use instead: built-in digits"_s));
    QCOMPARE(DataSource::remembered().place, m_home->filePath(u"gone"_s)); // it may be a stick that comes back
}

void TestData::damagedFolderLeavesTheOldData()
{
    const QString good = m_home->filePath(u"good"_s);
    const QString bad = m_home->filePath(u"bad"_s);
    for (const QString &folder : { good, bad }) {
        QVERIFY(QDir().mkpath(folder));
        IdxFixture::write(folder, 300, 100);
    }
    QVERIFY(QFile::resize(bad + u"/train-images-idx3-ubyte"_s, 1000));
    Desk desk(good);
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
    drop(desk.page, bad);
    QTRY_VERIFY_WITH_TIMEOUT(!desk.message->text().isEmpty(), patience);
    QVERIFY(desk.message->text().contains(u"ends too early"_s));
    QVERIFY(desk.message->text().contains(u"Still in use: good"_s));
    QCOMPARE(desk.page.dataName(), u"good"_s);
    QVERIFY(DataSource::remembered().place != bad);
}

void TestData::lastOneAskedForCounts()
{
    QStringList names;
    for (const char *name : { "one", "two" }) {
        QVERIFY(QDir().mkpath(m_home->filePath(QLatin1String(name))));
        IdxFixture::write(m_home->filePath(QLatin1String(name)), 300, 100);
    }
    DataLoader loader;
    QSignalSpy progressed(&loader, &DataLoader::progressed);
    connect(&loader, &DataLoader::loaded, this, [&names](const LoadedData &data) { names += data.name; });
    loader.load({});
    loader.load({ DataSource::Kind::Place, m_home->filePath(u"one"_s) });
    loader.load({ DataSource::Kind::Place, m_home->filePath(u"two"_s) });
    QTRY_VERIFY_WITH_TIMEOUT(!loader.loading(), patience);
    QCOMPARE(names, QStringList{ u"two"_s });
    QVERIFY(progressed.size() >= 4);
}

void TestData::closingWhileItLoads()
{
    for (int i = 0; i < 5; ++i) {
        Desk desk;
        QTest::mouseClick(desk.button("start"), Qt::LeftButton);
        QCoreApplication::processEvents();
    }
}

void TestData::noNewsAfterCancel()
{
    DataLoader loader;
    QSignalSpy loaded(&loader, &DataLoader::loaded);
    QSignalSpy failed(&loader, &DataLoader::failed);
    loader.load({ DataSource::Kind::Place, u"/nonexistent"_s });
    loader.cancel();
    QVERIFY(!loader.loading());
    QCoreApplication::processEvents();
    QCoreApplication::processEvents();
    QCOMPARE(loaded.size() + failed.size(), 0);
}

void TestData::everyFailureHasItsWords()
{
    using Kind = DownloadFailure::Kind;
    QSet<QString> different;
    for (int kind = 0; kind < int(Kind::Stopped); ++kind) {
        const QString said = words(DownloadError({ { Kind(kind), u"https://mirror.example/x.gz"_s, u"42"_s } }));
        QVERIFY2(said.contains(u"mirror.example"_s), qPrintable(said));
        QVERIFY2(said.size() > 60 && !said.contains(u'%'), qPrintable(said));
        different.insert(said);
    }
    QCOMPARE(different.size(), int(Kind::Stopped));
    const QString two = words(DownloadError(
        { { Kind::Forbidden, u"https://one.example/x"_s, u"403"_s }, { Kind::Stalled, u"https://two.example/x"_s, u"30"_s } }));
    QVERIFY2(two.contains(u"one.example refuses"_s) && two.contains(u"two.example sent nothing for 30"_s), qPrintable(two));
}

QTEST_MAIN(TestData)
#include "tst_data.moc"
