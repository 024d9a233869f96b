// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/save_file.h"

#include "files/storage_error.h"

#include <QtCore/QSaveFile>

namespace chainrule {

void saveFile(const QString &path, const QByteArray &contents)
{
    QSaveFile file(path);
    // Unbuffered, since QSaveFile::commit() does not notice when the last of its buffer does not fit on the disk.
    if (!file.open(QIODevice::WriteOnly | QIODevice::Unbuffered) || file.write(contents) != contents.size() || !file.commit())
        throw StorageError(StorageError::Kind::Unwritable, path, -1, file.errorString());
}

} // namespace chainrule
