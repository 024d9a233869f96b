// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/document_io.h"

#include "document/document_limits.h"
#include "files/about_file.h"
#include "files/document_reader.h"
#include "files/save_file.h"
#include "learning/mini_batch.h"

#include <QtCore/QFile>

namespace chainrule {

GraphDocument parseDocument(const QByteArray &json, const QString &path)
{
    GraphDocument document = readDocument(json, path);
    const QString data = document.data;
    aboutFile(path, [&] { fill(document, builtInBatch()); });
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
