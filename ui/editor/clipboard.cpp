// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/clipboard.h"

#include "document/graph_edit.h"
#include "files/document_io.h"
#include "files/storage_error.h"
#include "text/tensor_text.h"
#include "ui/text/tensor_words.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QMimeData>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

const QString mimeType = u"application/x-chainrule"_s;

struct ClipboardWords
{
    Q_DECLARE_TR_FUNCTIONS(Clipboard)
};

std::optional<GraphDocument> fragmentIn(const QByteArray &json)
{
    try {
        const GraphDocument fragment = parseDocument(json, {});
        return fragment.nodes.isEmpty() ? std::nullopt : std::optional(fragment);
    } catch (const StorageError &) {
        return std::nullopt; // something else was copied last
    }
}

GraphDocument inputOf(const Tensor &numbers)
{
    const edit::Edited input = edit::addNode({}, inputOp, {});
    return edit::setValue(input.document, input.ids.front(), numbers);
}

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

std::variant<GraphDocument, QString> fragmentOnClipboard()
{
    const QMimeData *data = QGuiApplication::clipboard()->mimeData();
    const QString text = data ? data->text() : QString();
    if (auto copied = fragmentIn(data && data->hasFormat(mimeType) ? data->data(mimeType) : text.toUtf8()))
        return *copied;
    if (text.trimmed().isEmpty())
        return ClipboardWords::tr("There is nothing on the clipboard that could be pasted here.");
    const auto numbers = parseTensor(text);
    if (const auto *fault = std::get_if<TensorFault>(&numbers))
        return ClipboardWords::tr("The clipboard holds no piece of a graph, and no numbers. %1").arg(words(*fault, text));
    return inputOf(std::get<Tensor>(numbers));
}

} // namespace chainrule
