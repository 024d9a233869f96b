// SPDX-License-Identifier: GPL-3.0-or-later
// What is typed to narrow a list can be cleared by a click.
#include "ui/widgets/filter_field.h"

#include <QtTest/QTest>
#include <QtWidgets/QToolButton>

using namespace chainrule;

class TestFilterField : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aButtonClearsWhatIsTyped();
};

void TestFilterField::aButtonClearsWhatIsTyped()
{
    FilterField field(QStringLiteral("Find a graph…"), QStringLiteral("Find a graph"));
    field.show();
    QVERIFY(QTest::qWaitForWindowExposed(&field));
    QVERIFY(!field.findChild<QToolButton *>());
    QTest::keyClicks(&field, QStringLiteral("net"));
    QToolButton *clear = field.findChild<QToolButton *>();
    QVERIFY(clear && clear->isVisible());
    QTest::mouseClick(clear, Qt::LeftButton);
    QCOMPARE(field.text(), QString());
    QVERIFY(field.hasFocus());
}

QTEST_MAIN(TestFilterField)
#include "tst_filter_field.moc"
