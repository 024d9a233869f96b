// SPDX-License-Identifier: GPL-3.0-or-later
// Keeps a run on disk from a thread of its own, so that training does not wait for the disk.
#pragma once

#include "files/run_file.h"
#include "files/storage_error.h"

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <thread>

namespace chainrule {

class StorageError;

// Used by one thread. One run is written at a time; the destructor waits for it.
class RunKeeper final
{
public:
    // `done` is called on the other thread, without an error when the run is on disk.
    RunKeeper(const QString &path, std::function<void(std::optional<StorageError>)> done);

    bool idle() const { return !m_writing.load(std::memory_order_acquire); }
    // How many losses of the run need not be given any more. Only when idle.
    Index losses() const { return m_file.losses(); }
    // `run.losses` are those from losses() on; its checksum of the data is found here. Only when idle.
    void keep(SavedRun run, std::shared_ptr<const Dataset> data);
    // The next run is another one, or one that went back. Only when idle.
    void beginAnew() { m_file.beginAnew(); }
    void wait(); // until it is idle

private:
    void write(SavedRun &run, const std::shared_ptr<const Dataset> &data);

    RunFile m_file;
    std::function<void(std::optional<StorageError>)> m_done;
    std::shared_ptr<const Dataset> m_data; // of which the checksum is
    quint32 m_checksum = 0;
    std::atomic<bool> m_writing = false;
    std::jthread m_thread; // ends first: it uses all of the above
};

} // namespace chainrule
