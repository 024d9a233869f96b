// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/save_file.h"

#include "storage/storage_error.h"

#include <QtCore/QSaveFile>

namespace chainrule {

void saveFile(const QString &path, const QByteArray &contents)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(contents) != contents.size() || !file.commit())
        throw StorageError(StorageError::Kind::Unwritable, path, -1, file.errorString());
}

} // namespace chainrule
