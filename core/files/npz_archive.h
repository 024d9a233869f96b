// SPDX-License-Identifier: GPL-3.0-or-later
// An .npz to be read: a zip of .npy files, by their names.
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QStringList>

#include <memory>

struct zip;

namespace chainrule {

class NpzArchive final
{
public:
    // Reads the file, of at most 256 MiB. Throws StorageError.
    explicit NpzArchive(const QString &path);
    ~NpzArchive();
    Q_DISABLE_COPY_MOVE(NpzArchive)

    const QString &path() const { return m_path; }
    // Of the archive at this path, of which its directory alone is read; none of what is no archive.
    static QStringList namesIn(const QString &path);
    QStringList names() const; // of its arrays, in the order of the file
    // One array as it is in its .npy. Throws StorageError: MissingArray, TooLarge, Damaged …
    QByteArray npy(const QString &name) const;

private:
    struct Close
    {
        void operator()(zip *archive) const;
    };

    QString m_path;
    QByteArray m_contents; // which the archive reads
    std::unique_ptr<zip, Close> m_archive;
};

} // namespace chainrule
