// SPDX-License-Identifier: GPL-3.0-or-later
// Graph documents from JSON that nobody has looked at before.
#pragma once

#include "document/graph_document.h"

namespace chainrule {

// As it is written: leaves with a `from` may have a shape and no numbers. Throws StorageError (BadDocument, NewerVersion,
// TooLarge); `path` is for it.
GraphDocument readDocument(const QByteArray &json, const QString &path);

} // namespace chainrule
