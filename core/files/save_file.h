// SPDX-License-Identifier: GPL-3.0-or-later
// Writes a whole file or leaves the old one as it is.
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

namespace chainrule {

// Throws StorageError (Unwritable).
void saveFile(const QString &path, const QByteArray &contents);

} // namespace chainrule
