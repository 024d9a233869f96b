// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures that lie on their side are found among digits, and nothing else is taken for such.
#include "data/data_set.h"
#include "data/lying.h"
#include "data/mnist_folder.h"
#include "data/split.h"
#include "digits/digits.h"
#include "tests/fixtures/idx_fixture.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace chainrule;

class TestLying : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void digitsOnTheirSide()
    {
        LabelledImages digits = makeDigits({ .seed = 9, .training = 500, .test = 1 })->training;
        QVERIFY(!seemToLie(digits));
        turn(digits);
        QVERIFY(seemToLie(digits));
        turn(digits);
        QVERIFY(!seemToLie(digits));
    }

    void whatIsNoDigit()
    {
        const QTemporaryDir folder;
        IdxFixture::write(folder.path(), 300, 100);
        LabelledImages stripes = loadData(folder.path()).data->training;
        QVERIFY(!seemToLie(stripes));
        turn(stripes);
        QVERIFY(!seemToLie(stripes));
        QVERIFY(!seemToLie({ 1, 2, 3, { 1, 2, 3, 4, 5, 6 }, { 0 } }));
        QVERIFY(!seemToLie({ 1, 28, 28, std::vector<std::uint8_t>(784), { 0 } }));
        LabelledImages shifted = makeDigits({ .seed = 9, .training = 500, .test = 1 })->training;
        turn(shifted);
        for (std::uint8_t &label : shifted.labels)
            label = std::uint8_t((label + 3) % 10); // other things under other numbers
        QVERIFY(!seemToLie(shifted));
    }

    void mnist()
    {
        const QString folder = findMnistFolder();
        if (folder.isEmpty())
            QSKIP("CHAINRULE_MNIST_DIR is not set: the real MNIST is not tested.");
        LabelledImages images = loadData(folder).data->training;
        QVERIFY(!seemToLie(images));
        turn(images);
        QVERIFY(seemToLie(images));
    }
};

QTEST_GUILESS_MAIN(TestLying)
#include "tst_lying.moc"
