// SPDX-License-Identifier: GPL-3.0-or-later
// What is typed to narrow a list can be cleared by a click.
#include "ui/widgets/filter_field.h"

#include <QtTest/QTest>
#include <QtWidgets/QToolButton>

using namespace Qt::StringLiterals;
using namespace chainrule;

class TestFilterField : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aButtonClearsWhatIsTyped();
};

void TestFilterField::aButtonClearsWhatIsTyped()
{
    FilterField field(u"Find a graph…"_s, u"Find a graph"_s);
    field.show();
    QVERIFY(QTest::qWaitForWindowExposed(&field));
    QVERIFY(!field.findChild<QToolButton *>());
    QTest::keyClicks(&field, u"net"_s);
    auto *clear = field.findChild<QToolButton *>();
    QVERIFY(clear && clear->isVisible());
    QTest::mouseClick(clear, Qt::LeftButton);
    QCOMPARE(field.text(), QString());
    QVERIFY(field.hasFocus());
}

QTEST_MAIN(TestFilterField)
#include "tst_filter_field.moc"
