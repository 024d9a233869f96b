// SPDX-License-Identifier: GPL-3.0-or-later
// A file for readers that take paths, in memory where the system has a folder for that.
#pragma once

#include "files/storage_error.h"

#include <QtCore/QByteArrayView>
#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <utility>

using namespace Qt::StringLiterals;

class ScratchFile final
{
public:
    explicit ScratchFile(QString name = u"scratch"_s)
        : m_name(std::move(name))
    {
    }

    QString path() const { return m_folder.filePath(m_name); }
    QString folder() const { return m_folder.path(); } // with nothing else in it

    void write(const std::uint8_t *data, std::size_t size) const
    {
        QFile file(path());
        if (!file.open(QIODevice::WriteOnly) || file.write(reinterpret_cast<const char *>(data), qint64(size)) != qint64(size))
            std::abort();
    }

private:
    static QString parent()
    {
        const QString memory = u"/dev/shm"_s;
        return QDir(memory).exists() ? memory : QDir::tempPath();
    }

    QString m_name;
    QTemporaryDir m_folder{ parent() + u"/chainrule-fuzz-XXXXXX"_s };
};

// One input, both as a file and as what lies in one: behind a checksum, which would keep mutations from the rest.
template <class Load, class Decode> int asFileAndAsBytes(const std::uint8_t *data, std::size_t size, Load load, Decode decode)
{
    static const ScratchFile file;
    file.write(data, size);
    const auto refused = [](auto what) {
        try {
            what();
        } catch (const chainrule::StorageError &) { // as it should
        }
    };
    refused([&] { load(file.path()); });
    refused([&] { decode(QByteArrayView(data, qsizetype(size))); });
    return 0;
}
