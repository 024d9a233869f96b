// SPDX-License-Identifier: GPL-3.0-or-later
// Who works on a document from a file says which file it was when the document turns out to be wrong.
#pragma once

#include "document/document_error.h"
#include "files/storage_error.h"

namespace chainrule {

// Does something with a document; a DocumentError becomes the StorageError that names the file.
template <class Does> void aboutFile(const QString &path, const Does &does)
{
    try {
        does();
    } catch (const DocumentError &e) {
        throw StorageError(e.flaw(), path);
    }
}

} // namespace chainrule
