// SPDX-License-Identifier: GPL-3.0-or-later
// Writes a whole file or leaves the old one as it is; what is no ordinary file is written to.
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

class QFile;
class QFileDevice;

namespace chainrule {

// An ordinary file is replaced as a whole. A device, a pipe, or an open file of this process by its number (/dev/stdout)
// stays what it is and takes the contents. Throws StorageError (Unwritable).
void saveFile(const QString &path, const QByteArray &contents);

// Throws what saveFile() would before it writes a byte, and changes nothing: to be asked before long work.
void requireSavable(const QString &path);

// Whether saveFile() puts another file in its place: there is an ordinary one, or none.
bool isReplaced(const QString &path);

// For what is written bit by bit: the file keeps what it holds, and goes on behind that. Throws StorageError (Unwritable).
void openToWrite(QFile &file, const QString &path);

// All of the bytes, or false. A disk that gets full takes the first of them without an error, and says why at the next.
bool writeAll(QFileDevice &file, const QByteArray &bytes);

// Why the last call failed: the file's own words, or the system's where it has none.
QString reasonOf(const QFileDevice &file);

} // namespace chainrule
