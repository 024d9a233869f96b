// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keeping/file_writer.h"

#include "storage/save_file.h"

#include <new>

namespace chainrule {

void FileWriter::write(const QString &path, std::function<QByteArray()> contents)
{
    m_busy = true;
    m_thread = std::jthread([this, path, contents = std::move(contents)] {
        Outcome outcome{ path, std::nullopt };
        try {
            saveFile(path, contents());
        } catch (const StorageError &error) {
            outcome.error = error;
        } catch (const std::bad_alloc &) {
            outcome.error = StorageError(StorageError::Kind::TooLarge, path);
        }
        m_outcomes.post(std::move(outcome));
        QMetaObject::invokeMethod(this, &FileWriter::collect, Qt::QueuedConnection);
    });
}

void FileWriter::wait()
{
    if (m_thread.joinable())
        m_thread.join();
}

void FileWriter::collect()
{
    for (const Outcome &outcome : m_outcomes.collect()) {
        m_busy = false;
        if (outcome.error)
            emit failed(*outcome.error);
        else
            emit written(outcome.path);
    }
}

} // namespace chainrule
