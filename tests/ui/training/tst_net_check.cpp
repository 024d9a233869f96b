// SPDX-License-Identifier: GPL-3.0-or-later
// The gradient check of the net, as a person asks for it beneath the curves.
#include "tests/fixtures/window_setup.h"

#include "digits/digits.h"
#include "ui/training/net_check/net_check_tool.h"
#include "ui/widgets/segments.h"

#include <QtCore/QAbstractItemModel>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QTableView>

using namespace Qt::StringLiterals;
using namespace chainrule;

namespace {

constexpr int patience = 240'000; // ms

std::shared_ptr<ModelSnapshot> model(Index hidden, Index iteration)
{
    auto data = std::make_shared<Dataset>();
    data->training = data->test = oneOfEachDigit(1);
    auto model = std::make_shared<ModelSnapshot>();
    model->revision = 1;
    model->iteration = iteration;
    model->parameters = randomParameters<double>({ 784, hidden, 10 }, 0.01, 3);
    model->data = std::move(data);
    return model;
}

struct Room
{
    NetCheckTool tool;
    QPushButton *start = tool.findChild<QPushButton *>(u"startCheck"_s);
    QTableView *table = tool.findChild<QTableView *>(u"netCheck"_s);
    QSignalSpy finished{ &tool, &NetCheckTool::finished };

    Room()
    {
        tool.resize(720, 320);
        tool.show();
    }
    QString text(const char *name) { return tool.findChild<QLabel *>(QLatin1String(name))->text(); }
    QString cell(int row, int column) { return table->model()->index(row, column).data().toString(); }
    bool check()
    {
        QTest::mouseClick(start, Qt::LeftButton);
        return finished.wait(patience);
    }
    void choosePrecision(int index)
    {
        auto *precision = tool.findChild<Segments *>(u"checkPrecision"_s);
        QTest::mouseClick(precision->findChildren<QAbstractButton *>().at(index), Qt::LeftButton);
    }
};

double largestDifference(Room &room)
{
    double largest = 0;
    for (int row = 0; row < room.table->model()->rowCount(); ++row)
        largest = std::max(largest, room.cell(row, 3).toDouble());
    return largest;
}

} // namespace

class TestNetCheck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutANetItCannotBegin();
    void everyParameterAgreesInDouble();
    void inFloatItCannotBeToldAndSaysWhy();
    void aLargerStepTellsMoreInFloat();
    void ofABrokenNetNothingCanBeTold();
    void anOlderCheckIsMutedAndSaysSo();
    void anotherNetsCheckIsForgotten();
    void canBeCancelled();
    void endsWhileItRuns();
};

void TestNetCheck::withoutANetItCannotBegin()
{
    Room room;
    QVERIFY(!room.start->isEnabled());
    room.tool.showModel(model(4, 0));
    QVERIFY(room.start->isEnabled());
}

void TestNetCheck::everyParameterAgreesInDouble()
{
    Room room;
    room.tool.showModel(model(4, 1200));
    QVERIFY(room.check());
    // 784 · 4 + 4 + 4 · 10 + 10
    QVERIFY2(room.text("checkWords").contains(room.tool.locale().toString(3190)), qPrintable(room.text("checkWords")));
    QVERIFY(room.text("checkWhy").contains(room.tool.locale().toString(1200)));
    QCOMPARE(room.table->model()->rowCount(), 4);
    QCOMPARE(room.cell(0, 1), u"(784, 4)"_s);
    for (int row = 0; row < 4; ++row) {
        QVERIFY2(room.cell(row, 5).startsWith(QChar(u'✓')), qPrintable(room.cell(row, 0)));
        QVERIFY(room.cell(row, 3).toDouble() < 1e-8);
    }
}

void TestNetCheck::inFloatItCannotBeToldAndSaysWhy()
{
    Room room;
    room.tool.showModel(model(4, 0));
    room.choosePrecision(0);
    QVERIFY(room.check());
    QVERIFY(room.cell(0, 5).startsWith(QChar(u'–')));
    QVERIFY(room.cell(0, 3).toDouble() > 1e-4);
    QVERIFY(room.text("checkWhy").contains(u"float"_s));
    QVERIFY(room.text("checkWords").contains(u"Raise h, or check in double"_s));
}

// "Raise h", says the check in float: there is a field for it.
void TestNetCheck::aLargerStepTellsMoreInFloat()
{
    Room room;
    room.tool.showModel(model(4, 0));
    room.choosePrecision(0);
    QVERIFY(room.check());
    QVERIFY(room.text("checkWords").contains(u"Raise h"_s));
    const double before = largestDifference(room);
    auto *step = room.tool.findChild<QWidget *>(u"checkStep"_s)->findChild<QLineEdit *>();
    step->setFocus();
    step->selectAll();
    QTest::keyClicks(step, u"0.001"_s);
    QTest::keyClick(step, Qt::Key_Return);
    QVERIFY(room.check());
    QVERIFY2(room.text("checkWhy").contains(u"with h = 0.001"_s), qPrintable(room.text("checkWhy")));
    QVERIFY2(largestDifference(room) < before / 4, qPrintable(u"%1 %2"_s.arg(before).arg(largestDifference(room))));
}

void TestNetCheck::ofABrokenNetNothingCanBeTold()
{
    Room room;
    const auto broken = model(4, 0);
    broken->parameters.W1[300] = std::numeric_limits<double>::quiet_NaN();
    room.tool.showModel(broken);
    QVERIFY(room.check());
    for (int row = 0; row < 3; ++row)
        QVERIFY(room.cell(row, 5).startsWith(QChar(u'–')));
}

void TestNetCheck::anOlderCheckIsMutedAndSaysSo()
{
    Room room;
    room.tool.showModel(model(2, 10));
    QVERIFY(room.check());
    QVERIFY(room.table->isEnabled());
    const QString before = room.text("checkWhy");
    room.tool.showModel(model(2, 11));
    QVERIFY(!room.table->isEnabled());
    QVERIFY(room.text("checkWhy").size() > before.size());
    QVERIFY(room.text("checkWhy").contains(u"10"_s));
}

void TestNetCheck::anotherNetsCheckIsForgotten()
{
    Room room;
    room.tool.showModel(model(2, 10));
    QVERIFY(room.check());
    const auto other = model(3, 10);
    other->revision = 2;
    room.tool.showModel(other);
    QCOMPARE(room.table->model()->rowCount(), 0);
    QVERIFY(room.text("checkWords").isEmpty());
}

void TestNetCheck::canBeCancelled()
{
    Room room;
    room.tool.showModel(model(1000, 0));
    room.tool.findChild<QSpinBox *>(u"checkImages"_s)->setValue(100);
    QTest::mouseClick(room.start, Qt::LeftButton);
    QVERIFY(room.tool.isRunning());
    QVERIFY(room.finished.isEmpty());
    QTest::keyClick(room.start, Qt::Key_Space); // it has become Cancel
    QVERIFY(!room.tool.isRunning());
    QCOMPARE(room.finished.size(), 1);
    QCOMPARE(room.table->model()->rowCount(), 0);
}

void TestNetCheck::endsWhileItRuns()
{
    QElapsedTimer clock;
    {
        Room room;
        room.tool.showModel(model(1000, 0));
        QTest::mouseClick(room.start, Qt::LeftButton);
        QVERIFY(room.tool.isRunning());
        clock.start();
    }
    QVERIFY(clock.elapsed() < 10'000); // all of it would take minutes
}

QTEST_MAIN(TestNetCheck)
#include "tst_net_check.moc"
