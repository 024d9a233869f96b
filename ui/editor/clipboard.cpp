// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/clipboard.h"

#include <QtCore/QMimeData>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>

namespace chainrule {

namespace {

const QString mimeType = QStringLiteral("application/x-chainrule");

} // namespace

// As text too: it can be put into an e-mail, and taken out of it again.
void putOnClipboard(const GraphDocument &fragment)
{
    const QByteArray json = toJson(fragment);
    auto *data = new QMimeData;
    data->setData(mimeType, json);
    data->setText(QString::fromUtf8(json));
    QGuiApplication::clipboard()->setMimeData(data);
}

std::optional<GraphDocument> fragmentOnClipboard()
{
    const QMimeData *data = QGuiApplication::clipboard()->mimeData();
    if (!data)
        return std::nullopt;
    try {
        const GraphDocument fragment =
            parseDocument(data->hasFormat(mimeType) ? data->data(mimeType) : data->text().toUtf8(), {});
        return fragment.nodes.isEmpty() ? std::nullopt : std::optional(fragment);
    } catch (const StorageError &) {
        return std::nullopt; // something else was copied last
    }
}

} // namespace chainrule
