// SPDX-License-Identifier: GPL-3.0-or-later
// English with one and with several: no "(s)" is seen.
#include "ui/main_window/english_plurals.h"

#include <QtCore/QCoreApplication>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace chainrule;

namespace {

QString said(const char *text, int n)
{
    return QCoreApplication::translate("Any", text, nullptr, n);
}

} // namespace

class TestEnglishPlurals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(QCoreApplication::installTranslator(&m_english)); }
    void oneAndSeveral()
    {
        const char *const batches = "There is not enough memory for mini-batches of %n image(s).";
        QCOMPARE(said(batches, 1), u"There is not enough memory for mini-batches of 1 image."_s);
        QCOMPARE(said(batches, 7), u"There is not enough memory for mini-batches of 7 images."_s);
        QCOMPARE(said(batches, 0), u"There is not enough memory for mini-batches of 0 images."_s);
        QCOMPARE(said("%n images of MNIST", 1), u"1 image of MNIST"_s);
        QCOMPARE(said("%n images of MNIST", 2), u"2 images of MNIST"_s);
        QCOMPARE(said("7 training and %n test images", 1), u"7 training and 1 test image"_s);
        QCOMPARE(said("%Ln times", 1), u"1 time"_s);
    }
    void restStays()
    {
        QCOMPARE(said("Row 1 has %n numbers, the rows before it have 3.", 1),
                 u"Row 1 has 1 number, the rows before it have 3."_s);
        QCOMPARE(said("%n gradients do not agree.", 1), u"1 gradients do not agree."_s); // no half of a sentence
        QCOMPARE(said("%n less", 1), u"1 less"_s);
        QCOMPARE(QCoreApplication::translate("Any", "What is left(s)"), u"What is left(s)"_s);
    }

private:
    EnglishPlurals m_english;
};

QTEST_GUILESS_MAIN(TestEnglishPlurals)
#include "tst_english_plurals.moc"
