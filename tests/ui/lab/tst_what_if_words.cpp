// SPDX-License-Identifier: GPL-3.0-or-later
// What What if says where the straight line ends: far out, at corners, where nothing is finite.
#include "tests/ui/lab/lab_window.h"
#include "ui/widgets/plot/still_plot.h"

#include "text/expression.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace chainrule;

class TestWhatIfWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { isolateSettings(m_settings); }
    void init();
    void cleanup() { m_window.reset(); }

    void farOutAndBack();
    void atACorner();
    void withoutAFiniteGradient();
    void beforeTheGradientIsThere();

private:
    LabWindow &w() { return *m_window; }
    void openTyped(const QString &expression);
    double plotWidth();

    QTemporaryDir m_settings;
    std::unique_ptr<LabWindow> m_window;
};

void TestWhatIfWords::init()
{
    m_window = std::make_unique<LabWindow>();
    QVERIFY(QTest::qWaitForWindowActive(&w().window));
}

void TestWhatIfWords::openTyped(const QString &expression)
{
    w().page.open(documentOf(expression));
    w().session.setPosition(w().session.count());
    w().session.select(u"x"_s);
}

double TestWhatIfWords::plotWidth()
{
    const QList<QPointF> points = w().lab.findChildren<StillPlot *>().first()->content().curves.last().points;
    return points.last().x() - points.first().x();
}

// The parabola is curved, and its gradient right, from however far one looks at it; nearby again the plot is near again.
void TestWhatIfWords::farOutAndBack()
{
    openTyped(u"x = 2; square(x)"_s);
    const double near = plotWidth();
    w().type(w().find<QLineEdit>("nudge"), u"1e6"_s);
    QVERIFY(w().says(u"Here the straight line no longer holds"_s));
    QCOMPARE(plotWidth(), 2e6);
    w().type(w().find<QLineEdit>("nudge"), u"1"_s);
    QVERIFY(w().says(u"Here the straight line no longer holds"_s)); // predicted 4, actual 5
    QCOMPARE(plotWidth(), near);
}

void TestWhatIfWords::atACorner()
{
    openTyped(u"x = 5; y = 5; 2 * max(x, y)"_s);
    QVERIFY(w().says(u"There is a corner just here: the slope is 0 to the left of it and 2 to the right."_s));
    openTyped(u"x = 0; abs(x)"_s);
    QVERIFY(w().says(u"the slope is −1 to the left of it and 1 to the right"_s));
    for (const QString &smooth : { u"x = 6; y = 5; max(x, y)"_s, u"x = 0; square(x)"_s, u"x = 3; squared_error(x, 3)"_s }) {
        openTyped(smooth);
        QVERIFY2(!w().says(u"corner"_s), qPrintable(smooth));
        QVERIFY2(!w().says(u"wrong"_s), qPrintable(smooth));
    }
}

// exp(800) overflows on the way, and its gradient is 0 · ∞; the result itself is 0.
void TestWhatIfWords::withoutAFiniteGradient()
{
    openTyped(u"x = -800; 1 / (1 + exp(-x))"_s);
    QVERIFY(w().says(u"The gradient is no finite number here, and predicts nothing."_s));
    QVERIFY(w().says(u"NaN"_s));
    QVERIFY(!w().says(u"+ NaN"_s));
}

void TestWhatIfWords::beforeTheGradientIsThere()
{
    openTyped(u"x = 1; exp(x)"_s);
    w().session.setPosition(0);
    QVERIFY(w().says(u"The gradient predicts this change, too"_s));
    w().type(w().find<QLineEdit>("nudge"), u"1e6"_s);
    QVERIFY(w().says(u"Out there the result is no finite number."_s));
}

QTEST_MAIN(TestWhatIfWords)
#include "tst_what_if_words.moc"
