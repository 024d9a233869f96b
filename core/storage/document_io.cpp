// SPDX-License-Identifier: GPL-3.0-or-later
// Graph documents from and to files, and the demos, which are such documents.
#include "storage/document_limits.h"
#include "storage/document_reader.h"
#include "storage/mini_batch.h"
#include "storage/save_file.h"

#include <QtCore/QFile>

namespace chainrule {

GraphDocument parseDocument(const QByteArray &json, const QString &path)
{
    GraphDocument document = readDocument(json, path);
    const QString data = document.data;
    fill(document, builtInBatch(), path);
    if (!data.isEmpty())
        document.data = data;
    return document;
}

GraphDocument loadDocument(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        throw StorageError(StorageError::Kind::NotFound, path);
    if (!file.open(QIODevice::ReadOnly))
        throw StorageError(StorageError::Kind::Unreadable, path, -1, file.errorString());
    const QByteArray json = file.read(DocumentLimit::bytes + 1); // a device never ends
    if (file.error() != QFileDevice::NoError)
        throw StorageError(StorageError::Kind::Unreadable, path, -1, file.errorString());
    return parseDocument(json, path);
}

void saveDocument(const QString &path, const GraphDocument &document)
{
    saveFile(path, toJson(document, path));
}

} // namespace chainrule
