// SPDX-License-Identifier: GPL-3.0-or-later
// The training desk where the machine gives out: memory that does not suffice, a drive that hangs.
#include "tests/fixtures/desk_window.h"
#include "tests/fixtures/idx_fixture.h"
#include "tests/fixtures/window_setup.h"

#include "ui/data/data_loader.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QFileInfo>

#include <atomic>
#include <cstdlib>
#include <new>

#include <sys/syscall.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace chainrule;

// What Qt allocates through the operators below and passes to another thread under its own locks, which the thread sanitizer
// does not see, would be told as a race: it watches this file's allocations only because they are made here.
#ifdef __SANITIZE_THREAD__
extern "C" void AnnotateIgnoreWritesBegin(const char *file, int line);
extern "C" void AnnotateIgnoreWritesEnd(const char *file, int line);
#else
static void AnnotateIgnoreWritesBegin(const char * /*file*/, int /*line*/) { }
static void AnnotateIgnoreWritesEnd(const char * /*file*/, int /*line*/) { }
#endif

namespace {

constexpr std::size_t boundless = SIZE_MAX;
std::atomic<std::size_t> s_mostBytes = boundless; // of one allocation
std::atomic<bool> s_hangs = false; // whoever reads pictures of the folder "hanging"
std::atomic<int> s_hanging = 0; // threads that do

void *allocate(std::size_t size, std::size_t alignment)
{
    AnnotateIgnoreWritesBegin(__FILE__, __LINE__);
    void *block = size > s_mostBytes ? nullptr : std::aligned_alloc(alignment, (size + alignment - 1) / alignment * alignment);
    AnnotateIgnoreWritesEnd(__FILE__, __LINE__);
    if (!block)
        throw std::bad_alloc();
    return block;
}

} // namespace

void *operator new(std::size_t size)
{
    return allocate(size, __STDCPP_DEFAULT_NEW_ALIGNMENT__);
}
void *operator new(std::size_t size, std::align_val_t alignment)
{
    return allocate(size, std::size_t(alignment));
}
void operator delete(void *block) noexcept
{
    std::free(block);
}
void operator delete(void *block, std::size_t) noexcept
{
    std::free(block);
}
void operator delete(void *block, std::align_val_t) noexcept
{
    std::free(block);
}
void operator delete(void *block, std::size_t, std::align_val_t) noexcept
{
    std::free(block);
}

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
