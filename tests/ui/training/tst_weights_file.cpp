// SPDX-License-Identifier: GPL-3.0-or-later
// Weights to and from files at the training desk.
#include "tests/fixtures/desk_window.h"
#include "tests/fixtures/full_device.h"
#include "tests/fixtures/idx_fixture.h"
#include "tests/fixtures/window_setup.h"

#include "files/npz.h"
#include "ui/training/weights/weights_file.h"

#include <QtCore/QFileInfo>
#include <QtCore/QMimeData>
#include <QtGui/QDropEvent>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QLabel>

using namespace Qt::StringLiterals;
using namespace chainrule;

namespace {

// Follows what the desk sees of its model.
struct WeightsDesk : Desk
{
    std::shared_ptr<const ModelSnapshot> seen;

    explicit WeightsDesk(const QString &data)
        : Desk(data, { 1280, 900 })
    {
        QObject::connect(&page.session(), &TrainingSession::seen, &page, [this](const auto &model) { seen = model; });
    }
    QString words() const { return page.findChild<QLabel *>(u"weightsWords"_s)->text(); }
    Index hidden() const { return settings->settings().options.hidden; }
    bool ready() const { return button("saveWeights")->isEnabled() && seen; }

    void drop(const QString &path)
    {
        QMimeData mime;
        mime.setUrls({ QUrl::fromLocalFile(path) });
        QDragEnterEvent enter(QPoint(200, 200), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&page, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(200, 200), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&page, &drop);
    }
};

} // namespace

class TestWeightsFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void droppedWeightsBecomeTheModel();
    void theRateSetBeforeIsTheRunsOwn();
    void accuracyIsTakenOnLoad();
    void nothingOfItStaysWhenItGoes_data();
    void nothingOfItStaysWhenItGoes();
    void whatIsSavedIsTheNetOfNow();
    void weightsThatNeedDoubleStayExact();
    void whatIsSaidIsSeenInALowWindow();
    void whatDoesNotFitIsRefused_data();
    void whatDoesNotFitIsRefused();
    void whatCannotBeWrittenIsTold();
    void aFullDiskIsNamed();

private:
    QString path(const char *name) const { return m_data.filePath(QLatin1String(name)); }

    QTemporaryDir m_settings;
    QTemporaryDir m_data;
};

void TestWeightsFile::initTestCase()
{
    isolateSettings(m_settings);
    IdxFixture::write(m_data.path());
}

void TestWeightsFile::droppedWeightsBecomeTheModel()
{
    const auto weights = randomParameters<float>({ 784, 7, 10 }, 0.1, 5);
    saveParameters(path("seven.npz"), weights);
    WeightsDesk desk(m_data.path());
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
    desk.click("epoch");
    QTRY_VERIFY_WITH_TIMEOUT(desk.seen->iteration == 6, patience);
    const quint64 before = desk.seen->revision;
    desk.drop(path("seven.npz"));
    QTRY_VERIFY_WITH_TIMEOUT(desk.seen->revision > before, patience);
    QCOMPARE(desk.seen->iteration, Index(0));
    QVERIFY(desk.seen->parameters == converted<double>(weights));
    QCOMPARE(desk.hidden(), Index(7));
    QCOMPARE(desk.words(), u"Loaded from seven.npz"_s);
    desk.click("step"); // it goes on like any other
    QTRY_VERIFY_WITH_TIMEOUT(desk.seen->iteration == 1, patience);
}

// A rate that is set before weights are loaded is the one that they are trained with, and that the run is kept with.
void TestWeightsFile::theRateSetBeforeIsTheRunsOwn()
{
    saveParameters(path("trained.npz"), randomParameters<float>({ 784, 5, 10 }, 0.1, 5));
    WeightsDesk desk(m_data.path());
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
    desk.type("learningRate", u"0.03"_s);
    const quint64 before = desk.seen->revision;
    desk.drop(path("trained.npz"));
    QTRY_VERIFY_WITH_TIMEOUT(desk.seen->revision > before, patience);
    desk.click("step");
    QTRY_VERIFY_WITH_TIMEOUT(desk.iterations() == 1, patience);
    desk.click("reset");
    QCOMPARE(desk.page.history().earlier().size(), std::size_t(1));
    const RunRecord &kept = desk.page.history().earlier().front();
    QCOMPARE(kept.settings.options.learningRate, 0.03);
    QCOMPARE(kept.trainedWith(), (std::vector<TrainingPhase>{ { 0, 0.03, kept.settings.options.batch } }));
}

void TestWeightsFile::accuracyIsTakenOnLoad()
{
    // A net that says 3 to everything: right as often as there are threes.
    Parameters<float> weights{ { 784, 1, 10 }, std::vector<float>(784), { 0 }, std::vector<float>(10), std::vector<float>(10) };
    weights.b2[3] = 1;
    saveParameters(path("three.npz"), weights);
    WeightsDesk desk(m_data.path());
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
    desk.drop(path("three.npz"));
    QTRY_COMPARE_WITH_TIMEOUT(desk.page.history().current().accuracies.size(), std::size_t(1), patience);
    const LabelledImages &test = desk.page.data()->test;
    const double threes = double(std::ranges::count(test.labels, 3)) / double(test.count);
    QCOMPARE(desk.page.history().current().accuracies[0].accuracy.test, threes);
    desk.click("epoch"); // and not once more after the first iteration
    QTRY_VERIFY_WITH_TIMEOUT(desk.seen->iteration == 6, patience);
    desk.click("step");
    QTRY_COMPARE_WITH_TIMEOUT(desk.page.history().current().accuracies.size(), std::size_t(2), patience);
    QCOMPARE(desk.page.history().current().accuracies[1].epoch, Index(1));
    QCOMPARE(desk.page.history().current().accuracies[0].accuracy.test, threes);
}

void TestWeightsFile::nothingOfItStaysWhenItGoes_data()
{
    QTest::addColumn<bool>("reset");
    QTest::newRow("other data") << false;
    QTest::newRow("reset") << true; // to the weights of the seed, which these are not
}

void TestWeightsFile::nothingOfItStaysWhenItGoes()
{
    QFETCH(bool, reset);
    const QTemporaryDir other;
    IdxFixture::write(other.path());
    saveParameters(path("gone.npz"), randomParameters<float>({ 784, 7, 10 }, 0.1, 5));
    WeightsDesk desk(m_data.path());
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
    desk.drop(path("gone.npz"));
    QTRY_COMPARE_WITH_TIMEOUT(desk.accuracies().size(), std::size_t(1), patience);
    const quint64 before = desk.seen->revision;
    if (reset)
        desk.click("reset");
    else
        desk.page.openData(other.path());
    QTRY_VERIFY_WITH_TIMEOUT(desk.seen->revision > before, patience);
    QTRY_VERIFY_WITH_TIMEOUT(desk.page.history().current().accuracies.empty(), patience);
    QVERIFY(desk.accuracies().empty());
    QTRY_VERIFY(!desk.page.findChild<QLabel *>(u"weightsWords"_s)->isVisible());
    QVERIFY(!desk.button("reset")->isEnabled());
}

void TestWeightsFile::whatIsSavedIsTheNetOfNow()
{
    WeightsDesk desk(m_data.path());
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
    desk.click("epoch");
    QTRY_VERIFY_WITH_TIMEOUT(desk.seen->iteration == 6, patience);
    desk.page.findChild<WeightsFile *>()->save(path("saved.npz"));
    QTRY_VERIFY_WITH_TIMEOUT(desk.words() == u"Saved to saved.npz, of iteration 6"_s, patience);
    QVERIFY(loadParameters(path("saved.npz")) == desk.seen->parameters);
}

void TestWeightsFile::weightsThatNeedDoubleStayExact()
{
    const auto weights = randomParameters<double>({ 784, 2, 10 }, 0.1, 5);
    saveParameters(path("double.npz"), weights);
    WeightsDesk desk(m_data.path());
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
    const quint64 before = desk.seen->revision;
    desk.drop(path("double.npz"));
    QTRY_VERIFY_WITH_TIMEOUT(desk.seen->revision > before, patience);
    QVERIFY(desk.seen->parameters == weights);
    QVERIFY(desk.seen->precision == Precision::Double);
    QCOMPARE(desk.words(), u"Loaded from double.npz. They need the precision “double”, which is set now."_s);
}

// The buttons are at the end of a column that is scrolled there, and the words are below them.
void TestWeightsFile::whatIsSaidIsSeenInALowWindow()
{
    saveParameters(path("low.npz"), randomParameters<double>({ 784, 2, 10 }, 0.1, 5));
    WeightsDesk desk(m_data.path());
    desk.page.resize(Desk::besideLibrary);
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
    desk.drop(path("low.npz"));
    QTRY_VERIFY_WITH_TIMEOUT(desk.message->text().startsWith(u"Loaded from low.npz"_s), patience); // the column is not there
    QVERIFY(desk.message->isDone());
    desk.click("showSettings");
    const auto *label = desk.page.findChild<QLabel *>(u"weightsWords"_s);
    desk.drop(path("low.npz"));
    QTRY_VERIFY_WITH_TIMEOUT(desk.words().startsWith(u"Loaded from low.npz"_s), patience);
    QTRY_COMPARE(label->visibleRegion().boundingRect(), label->rect());
}

void TestWeightsFile::whatDoesNotFitIsRefused_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("reason");
    QTest::newRow("other pictures") << u"small.npz"_s << u"W1: (784, 3) / (100, 3)"_s;
    QTest::newRow("other classes") << u"two.npz"_s << u"W2: (3, 10) / (3, 2)"_s;
    QTest::newRow("too many units") << u"many.npz"_s << u"W1: (784, 1000) / (784, 1001)"_s;
    QTest::newRow("no weights at all") << u"text.npz"_s << u"text.npz"_s;
    QTest::newRow("not there") << u"absent.npz"_s << u"does not exist"_s;
}

void TestWeightsFile::whatDoesNotFitIsRefused()
{
    QFETCH(QString, name);
    QFETCH(QString, reason);
    saveParameters(path("small.npz"), randomParameters<float>({ 100, 3, 10 }, 0.1, 5));
    saveParameters(path("two.npz"), randomParameters<float>({ 784, 3, 2 }, 0.1, 5));
    saveParameters(path("many.npz"), randomParameters<float>({ 784, 1001, 10 }, 0.1, 5));
    QFile text(path("text.npz"));
    QVERIFY(text.open(QIODevice::WriteOnly));
    text.write("these are no weights");
    text.close();
    WeightsDesk desk(m_data.path());
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
    const auto before = desk.seen;
    desk.drop(m_data.filePath(name));
    QTRY_VERIFY_WITH_TIMEOUT(!desk.message->text().isEmpty(), patience);
    QVERIFY2(desk.message->text().contains(reason), qPrintable(desk.message->text()));
    QVERIFY(desk.message->text().contains(u"The net in use stays"_s));
    desk.page.session().look();
    QTRY_VERIFY_WITH_TIMEOUT(desk.seen != before, patience);
    QCOMPARE(desk.seen->revision, before->revision);
    QVERIFY(desk.seen->parameters == before->parameters);
    QCOMPARE(desk.hidden(), Index(50));
}

void TestWeightsFile::whatCannotBeWrittenIsTold()
{
    WeightsDesk desk(m_data.path());
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
    desk.page.findChild<WeightsFile *>()->save(path("no such folder/weights.npz"));
    QTRY_VERIFY_WITH_TIMEOUT(!desk.message->text().isEmpty(), patience);
    QVERIFY2(desk.message->text().contains(u"cannot be written"_s), qPrintable(desk.message->text()));
}

void TestWeightsFile::aFullDiskIsNamed()
{
    const QString full = fullDevice(m_data.path());
    if (full.isEmpty())
        QSKIP("There is no device that is full.");
    WeightsDesk desk(m_data.path());
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
    desk.page.findChild<WeightsFile *>()->save(full);
    QTRY_VERIFY_WITH_TIMEOUT(!desk.message->text().isEmpty() || !desk.words().isEmpty(), patience);
    QVERIFY2(desk.message->text().contains(qt_error_string(ENOSPC)), qPrintable(desk.message->text()));
    QVERIFY(QFile::exists(full) && !QFileInfo(full).isFile()); // it is still the device
}

QTEST_MAIN(TestWeightsFile)
#include "tst_weights_file.moc"
