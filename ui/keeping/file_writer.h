// SPDX-License-Identifier: GPL-3.0-or-later
// Makes a file's contents and writes them, on a thread of its own.
#pragma once

#include "files/storage_error.h"
#include "ui/keeping/thread_calls.h"

#include <functional>
#include <optional>
#include <thread>

namespace chainrule {

// One file at a time. When it ends it waits for the one that is being written, which is never left half done.
class FileWriter final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    bool busy() const { return m_busy; }
    void wait(); // until it is no longer busy; what it has to say comes later
    // Not while it is busy. `contents` is called on the other thread.
    void write(const QString &path, std::function<QByteArray()> contents);

Q_SIGNALS:
    void written(const QString &path);
    void failed(const StorageError &error);

private:
    void tell(const QString &path, const std::optional<StorageError> &error);

    bool m_busy = false;
    ThreadCalls m_calls;
    std::jthread m_thread; // ends before what it uses
};

} // namespace chainrule
