// SPDX-License-Identifier: GPL-3.0-or-later
// The training desk where the machine gives out: memory that does not suffice, a drive that hangs.
#include "tests/fixtures/bounded_heap.h"
#include "tests/fixtures/desk_window.h"
#include "tests/fixtures/idx_fixture.h"
#include "tests/fixtures/window_setup.h"

#include "ui/data/data_loader.h"
#include "ui/training/net_check/net_check_tool.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QFileInfo>

#include <atomic>

#include <sys/syscall.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace chainrule;

namespace {

std::atomic<bool> s_hangs = false; // whoever reads pictures of the folder "hanging"
std::atomic<int> s_hanging = 0; // threads that do

} // namespace

// zlib's too.
extern "C" ssize_t read(int file, void *buffer, size_t size)
{
    if (s_hangs) {
        char path[4096] = {};
        const std::string link = "/proc/self/fd/" + std::to_string(file);
        if (::readlink(link.c_str(), path, sizeof path - 1) > 0
            && std::string_view(path).find("/hanging/") != std::string_view::npos) {
            ++s_hanging;
            s_hangs.wait(true);
            --s_hanging;
        }
    }
    return ::syscall(SYS_read, file, buffer, size);
}

class TestDeskLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void batchThatDoesNotFitIsRefused();
    void aCheckThatDoesNotFitIsRefused();
    void aHangingDriveHoldsNothingUp();

private:
    QTemporaryDir m_settings;
    QTemporaryDir m_data;
};

void TestDeskLimits::initTestCase()
{
    isolateSettings(m_settings);
    IdxFixture::write(m_data.path());
}

// The training goes on with the batch that it has, and the settings say which that is.
void TestDeskLimits::batchThatDoesNotFitIsRefused()
{
    Desk desk(m_data.path());
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
    for (Index i = 1; i <= 2; ++i) {
        desk.click("step");
        QTRY_COMPARE_WITH_TIMEOUT(desk.iterations(), i, patience);
    }
    s_mostBytes = 1'000'000; // a thousand pictures of 784 floats are three times as much
    desk.type("batch", u"1000"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!desk.message->text().isEmpty(), patience);
    s_mostBytes = boundless;
    QVERIFY2(desk.message->text().contains(u"not enough memory for mini-batches of 1000"_s), qPrintable(desk.message->text()));
    QCOMPARE(desk.settings->settings().options.batch, Index(100));
    desk.click("step");
    QTRY_COMPARE_WITH_TIMEOUT(desk.iterations(), 3, patience);
    QCOMPARE(desk.losses(), headlessLosses<float>(m_data.path(), {}, 3));
}

void TestDeskLimits::aCheckThatDoesNotFitIsRefused()
{
    Desk desk(m_data.path());
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), patience);
    desk.open<NetCheckTool>();
    QTRY_VERIFY_WITH_TIMEOUT(desk.button("startCheck")->isEnabled(), patience); // it has a model
    s_mostBytesBeside = 100'000; // the gradients of W1 are three times as much
    desk.click("startCheck");
    QTRY_VERIFY_WITH_TIMEOUT(desk.text("checkWhy").contains(u"not enough memory for this check"_s), patience);
    s_mostBytesBeside = boundless;
    QCOMPARE(desk.button("startCheck")->text(), u"Check the gradients"_s);
}

// Neither other data nor the end of the window waits for it.
void TestDeskLimits::aHangingDriveHoldsNothingUp()
{
    constexpr int soon = 10'000; // ms; it would hang for ever
    const QString hanging = m_data.filePath(u"hanging"_s);
    QVERIFY(QDir().mkpath(hanging));
    IdxFixture::write(hanging, 10, 10);
    auto desk = std::make_unique<Desk>();
    s_hangs = true;
    desk->page.openData(hanging);
    QTRY_COMPARE_WITH_TIMEOUT(s_hanging.load(), 1, patience);
    QElapsedTimer clock;
    clock.start();
    desk->page.openData(m_data.path());
    QTRY_VERIFY_WITH_TIMEOUT(desk->ready(), patience);
    QCOMPARE(desk->page.dataName(), QFileInfo(m_data.path()).fileName());
    desk.reset();
    const qint64 taken = clock.elapsed();
    QCOMPARE(s_hanging.load(), 1);
    s_hangs = false;
    s_hangs.notify_all();
    QTRY_COMPARE_WITH_TIMEOUT(s_hanging.load(), 0, patience);
    QVERIFY2(taken < soon, qPrintable(QString::number(taken)));
}

QTEST_MAIN(TestDeskLimits)
#include "tst_desk_limits.moc"
