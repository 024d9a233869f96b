// SPDX-License-Identifier: GPL-3.0-or-later
// Data with fewer than ten classes: the net, and everything that shows it, has as many as the data.
#include "tests/fixtures/desk_window.h"
#include "tests/fixtures/idx_fixture.h"
#include "tests/fixtures/window_setup.h"

#include "ui/training/confusion/confusion_matrix.h"
#include "ui/training/confusion/confusion_tool.h"
#include "ui/training/draw/draw_pad.h"
#include "ui/training/draw/draw_tool.h"
#include "ui/training/weights/matrix_map.h"
#include "ui/training/weights/weights_tool.h"
#include "ui/widgets/probability_bars.h"

#include <QtTest/QSignalSpy>
#include <QtWidgets/QLabel>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace chainrule;

class TestFewClasses : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void deskHasAsManyAsTheData_data() { themeRows(); }
    void deskHasAsManyAsTheData();
    void tenFollowThree();

private:
    QTemporaryDir m_settings;
    QTemporaryDir m_three;
    QTemporaryDir m_ten;
};

void TestFewClasses::initTestCase()
{
    isolateSettings(m_settings);
    IdxFixture::write(m_three.path(), 300, 100, 3);
    IdxFixture::write(m_ten.path(), 300, 100);
}

void TestFewClasses::deskHasAsManyAsTheData()
{
    QFETCH(bool, dark);
    applyTheme(dark);
    Desk desk(m_three.path(), Desk::besideLibrary);
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
    QVERIFY(desk.page.findChild<QLabel *>(u"subtitle"_s)->text().startsWith(u"784 → 50 → 3 "_s));
    desk.click("step");
    QTRY_COMPARE_WITH_TIMEOUT(desk.iterations(), 1, patience);
    QVERIFY2(std::abs(desk.losses().front() - std::log(3.0)) < 0.1, qPrintable(QString::number(desk.losses().front())));

    auto *confusion = desk.open<ConfusionTool>();
    auto *matrix = confusion->findChild<ConfusionMatrix *>();
    QSignalSpy chosen(matrix, &ConfusionMatrix::chosen);
    QTRY_VERIFY_WITH_TIMEOUT(!confusion->findChild<QLabel *>(u"scoredAt"_s)->text().isEmpty(), patience);
    QTest::mouseClick(matrix, Qt::LeftButton, {}, matrix->cellRect(2, 2).center().toPoint());
    QCOMPARE(chosen.size(), 1);
    QTest::mouseClick(matrix, Qt::LeftButton, {}, matrix->cellRect(3, 3).center().toPoint()); // there is no fourth
    QCOMPARE(chosen.size(), 1);
    desk.page.grab().save(screenshotPath(dark).arg(u"three-classes"_s));

    auto *draw = desk.open<DrawTool>();
    auto *pad = draw->findChild<DrawPad *>();
    QTest::mouseClick(pad, Qt::LeftButton, {}, pad->rect().center());
    const auto *bars = draw->findChild<ProbabilityBars *>();
    QTRY_COMPARE_WITH_TIMEOUT(bars->probabilities().size(), std::size_t(3), patience);

    QVERIFY(desk.open<WeightsTool>()->findChild<MatrixMap *>()->isVisible());
}

// From one folder to the other: nothing is left of the three.
void TestFewClasses::tenFollowThree()
{
    Desk desk(m_three.path());
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
    desk.click("step");
    QTRY_COMPARE_WITH_TIMEOUT(desk.iterations(), 1, patience);
    desk.page.openData(m_ten.path());
    const auto *subtitle = desk.page.findChild<QLabel *>(u"subtitle"_s);
    QTRY_VERIFY_WITH_TIMEOUT(subtitle->text().startsWith(u"784 → 50 → 10 "_s), patience);
    desk.click("step");
    QTRY_COMPARE_WITH_TIMEOUT(desk.iterations(), 1, patience);
    QVERIFY(std::abs(desk.losses().front() - std::log(10.0)) < 0.1);
}

QTEST_MAIN(TestFewClasses)
#include "tst_few_classes.moc"
