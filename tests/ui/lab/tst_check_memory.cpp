// SPDX-License-Identifier: GPL-3.0-or-later
// The check of a graph where the memory does not suffice for it.
#include "tests/fixtures/bounded_heap.h"
#include "tests/ui/lab/lab_window.h"

using namespace Qt::StringLiterals;
using namespace chainrule;

class TestCheckMemory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itIsSaidAndTheNextOneIsMade();
};

void TestCheckMemory::itIsSaidAndTheNextOneIsMade()
{
    LabWindow w;
    constexpr std::size_t aMessageButNoCheck = 256; // bytes
    s_mostBytesBeside = aMessageButNoCheck;
    w.tick("checkSwitch");
    QTRY_VERIFY_WITH_TIMEOUT(w.says(u"not enough memory for this check"_s), patience);
    QVERIFY(!w.page.check().result());
    s_mostBytesBeside = boundless;
    w.tick("checkSwitch");
    w.check();
    QVERIFY(!w.says(u"not enough memory"_s));
}

QTEST_MAIN(TestCheckMemory)
#include "tst_check_memory.moc"
