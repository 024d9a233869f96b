// SPDX-License-Identifier: GPL-3.0-or-later
// In a language that is written from right to left formulas, diagrams, programs and the timeline stay as they are.
#include "tests/fixtures/diagram_window.h"

#include "ui/explain/formula_label.h"

using namespace Qt::StringLiterals;
using namespace chainrule;

namespace {

// What is drawn from left to right everywhere, by its class.
QList<std::pair<QString, QImage>> pictures(const QWidget &window)
{
    QList<std::pair<QString, QImage>> pictures;
    for (const char *name : { "DiagramView", "FormulaLabel", "StepSlider", "CodeView", "StillPlot" })
        for (QWidget *widget : window.findChildren<QWidget *>())
            if (widget->isVisible() && widget->metaObject()->className() == QByteArray("chainrule::") + name)
                pictures.append({ QString::fromLatin1(name), widget->grab().toImage() });
    return pictures;
}

} // namespace

class TestRightToLeft : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { isolateSettings(m_settings); }
    void cleanup() { QApplication::setLayoutDirection(Qt::LeftToRight); }
    void picturesStay_data();
    void picturesStay();

private:
    QTemporaryDir m_settings;
};

void TestRightToLeft::picturesStay_data()
{
    QTest::addColumn<int>("panel");
    QTest::addColumn<QStringList>("kinds");
    QTest::newRow("Explain") << 0 << QStringList{ u"DiagramView"_s, u"FormulaLabel"_s, u"StepSlider"_s };
    QTest::newRow("Code") << 2 << QStringList{ u"DiagramView"_s, u"StepSlider"_s, u"CodeView"_s };
    QTest::newRow("Lab") << 3 << QStringList{ u"DiagramView"_s, u"StepSlider"_s, u"StillPlot"_s };
}

void TestRightToLeft::picturesStay()
{
    QFETCH(int, panel);
    QFETCH(QStringList, kinds);
    DiagramWindow w("affine_batch", { 1366, 900 });
    w.press(Qt::Key_End);
    w.press(Qt::Key_Left);
    w.press(Qt::Key(Qt::Key_1 + panel), Qt::ControlModifier);
    QCoreApplication::processEvents();
    const auto before = pictures(w.window);
    QApplication::setLayoutDirection(Qt::RightToLeft);
    QCoreApplication::processEvents();
    const auto after = pictures(w.window);
    w.window.grab().save(screenshotPath(false).arg(u"right-to-left-%1"_s.arg(panel)));
    QCOMPARE(after.size(), before.size());
    for (qsizetype i = 0; i < before.size(); ++i) {
        QVERIFY2(after[i].second == before[i].second, qPrintable(before[i].first));
        kinds.removeAll(before[i].first);
    }
    QVERIFY2(kinds.isEmpty(), qPrintable(kinds.join(u", "_s))); // all of them were seen
}

QTEST_MAIN(TestRightToLeft)
#include "tst_right_to_left.moc"
