// SPDX-License-Identifier: GPL-3.0-or-later
// Graph documents as JSON, and from and to files.
#pragma once

#include "document/graph_document.h"
#include "files/storage_error.h"

namespace chainrule {

// From JSON; `path` is for messages. Leaves with a `from` and no numbers of their own show the built-in digits and a net's
// first weights. Unfinished documents are documents; what else is refused is told in document_check.h. Throws StorageError
// (BadDocument with a flaw that names the node and the reason, NewerVersion, TooLarge).
GraphDocument parseDocument(const QByteArray &json, const QString &path);
// As JSON, from which the same document is parsed: keys in order, one node a line, every double to the bit. Throws
// StorageError (BadDocument, TooLarge) where parseDocument would; `path` is for it.
QByteArray toJson(const GraphDocument &document, const QString &path = {});

// The same from and to files; what is saved is whole or as it was before. Throw StorageError.
GraphDocument loadDocument(const QString &path);
void saveDocument(const QString &path, const GraphDocument &document);

} // namespace chainrule
