// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/saved/run_keeper.h"

#include "files/storage_error.h"

#include <new>

namespace chainrule {

RunKeeper::RunKeeper(const QString &path, std::function<void(std::optional<StorageError>)> done)
    : m_file(path)
    , m_done(std::move(done))
{
}

void RunKeeper::wait()
{
    if (m_thread.joinable())
        m_thread.join();
}

void RunKeeper::keep(SavedRun run, std::shared_ptr<const Dataset> data)
{
    m_writing.store(true, std::memory_order_relaxed);
    m_thread = std::jthread([this, run = std::move(run), data = std::move(data)]() mutable {
        write(run, data);
        m_writing.store(false, std::memory_order_release);
    });
}

void RunKeeper::write(SavedRun &run, const std::shared_ptr<const Dataset> &data)
{
    std::optional<StorageError> error;
    try {
        if (m_data != data) {
            m_checksum = checksum(*data);
            m_data = data;
        }
        run.dataChecksum = m_checksum;
        m_file.save(run);
    } catch (const StorageError &e) {
        error = e;
    } catch (const std::bad_alloc &) {
        error = StorageError(StorageError::Kind::TooLarge, m_file.path());
    }
    m_done(error);
}

} // namespace chainrule
