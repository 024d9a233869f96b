// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keeping/file_writer.h"

#include "files/save_file.h"

#include <new>

namespace chainrule {

void FileWriter::write(const QString &path, std::function<QByteArray()> contents)
{
    m_busy = true;
    m_thread = std::jthread([this, path, contents = std::move(contents)] {
        std::optional<StorageError> outcome;
        try {
            saveFile(path, contents());
        } catch (const StorageError &error) {
            outcome = error;
        } catch (const std::bad_alloc &) {
            outcome = StorageError(StorageError::Kind::TooLarge, path);
        }
        m_calls.post([this, path, outcome] { tell(path, outcome); });
    });
}

void FileWriter::wait()
{
    if (m_thread.joinable())
        m_thread.join();
}

void FileWriter::tell(const QString &path, const std::optional<StorageError> &error)
{
    m_busy = false;
    if (error)
        Q_EMIT failed(*error);
    else
        Q_EMIT written(path);
}

} // namespace chainrule
