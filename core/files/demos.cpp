// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/demos.h"

#include "files/about_file.h"
#include "files/document_reader.h"
#include "files/storage_error.h"

#include <QtCore/QFile>
#include <QtCore/QJsonDocument>

namespace chainrule {

namespace {

using namespace Qt::StringLiterals;

QString pathOf(const QString &id)
{
    return u":/demos/%1.json"_s.arg(id);
}

QByteArray contentsOf(const QString &id)
{
    QFile file(pathOf(id));
    if (!file.open(QIODevice::ReadOnly))
        throw StorageError(StorageError::Kind::NotFound, file.fileName());
    return file.readAll();
}

} // namespace

QStringList demoIds()
{
    return {
        u"apple"_s, u"apple_orange"_s, u"chain"_s,  u"add"_s,          u"mul"_s,          u"copy"_s,         u"max"_s,
        u"relu"_s,  u"sigmoid"_s,      u"affine"_s, u"affine_batch"_s, u"softmax_loss"_s, u"mse_identity"_s, u"two_layer"_s
    };
}

QList<DemoTitle> demoTitles()
{
    QList<DemoTitle> titles;
    for (const QString &id : demoIds()) {
        const QJsonObject object = QJsonDocument::fromJson(contentsOf(id)).object();
        titles.append({ id, object["topic"_L1].toString(), object["title"_L1].toString() });
    }
    return titles;
}

std::optional<GraphDocument> demo(const QString &id, const MiniBatch &batch)
{
    if (!demoIds().contains(id))
        return std::nullopt;
    GraphDocument document = readDocument(contentsOf(id), pathOf(id));
    aboutFile(pathOf(id), [&] { fill(document, batch); });
    return document;
}

std::optional<GraphDocument> demo(const QString &id)
{
    return demo(id, builtInBatch());
}

} // namespace chainrule
