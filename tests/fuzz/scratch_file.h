// SPDX-License-Identifier: GPL-3.0-or-later
// A file for readers that take paths, in memory where the system has a folder for that.
#pragma once

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>

#include <cstddef>
#include <cstdint>
#include <cstdlib>

class ScratchFile final
{
public:
    QString path() const { return m_folder.filePath(QStringLiteral("scratch")); }

    void write(const std::uint8_t *data, std::size_t size) const
    {
        QFile file(path());
        if (!file.open(QIODevice::WriteOnly) || file.write(reinterpret_cast<const char *>(data), qint64(size)) != qint64(size))
            std::abort();
    }

private:
    static QString parent()
    {
        const QString memory = QStringLiteral("/dev/shm");
        return QDir(memory).exists() ? memory : QDir::tempPath();
    }

    QTemporaryDir m_folder{ parent() + QStringLiteral("/chainrule-fuzz-XXXXXX") };
};
