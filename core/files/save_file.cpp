// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/save_file.h"

#include "files/storage_error.h"

#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QRegularExpression>
#include <QtCore/QSaveFile>

#include <cerrno>
#include <memory>
#include <optional>

#include <fcntl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

constexpr int mostLinks = 16;

[[noreturn]] void refuse(const QString &path, const QString &reason)
{
    throw StorageError(StorageError::Kind::Unwritable, path, -1, reason);
}

// The number of an open file of this process, which is what /dev/stdout leads to. Opened by its name once more, it would
// begin at its start and lose what stands there.
std::optional<int> openFileNumber(const QString &path)
{
    static const QRegularExpression form(u"^/(?:dev|proc/self|proc/thread-self)/fd/(\\d{1,6})$"_s);
    QFileInfo info(path);
    for (int links = 0; links < mostLinks; ++links) {
        if (const auto match = form.match(info.absoluteFilePath()); match.hasMatch())
            return match.captured(1).toInt();
        if (!info.isSymLink())
            break;
        info.setFile(info.symLinkTarget());
    }
    return std::nullopt;
}

bool isSpecial(const QString &path)
{
    const QFileInfo info(path);
    return info.exists() && !info.isFile() && !info.isDir();
}

// In the system's words, where it is plain without trying.
void requireAllowed(const QString &path)
{
    if (const std::optional<int> number = openFileNumber(path)) {
        const int flags = ::fcntl(*number, F_GETFL);
        if (flags < 0 || (flags & O_ACCMODE) == O_RDONLY)
            refuse(path, qt_error_string(EBADF));
    } else if (QFileInfo::exists(path) && ::access(QFile::encodeName(path).constData(), W_OK) != 0) {
        refuse(path, qt_error_string(errno));
    }
}

// Unbuffered, since QSaveFile::commit() does not notice when the last of its buffer does not fit on the disk.
void openToReplace(QSaveFile &file)
{
    if (!file.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        refuse(file.fileName(), reasonOf(file));
}

} // namespace

void saveFile(const QString &path, const QByteArray &contents)
{
    if (!isReplaced(path)) {
        QFile file;
        openToWrite(file, path);
        if (!writeAll(file, contents))
            refuse(path, reasonOf(file));
        return;
    }
    requireAllowed(path);
    QSaveFile file(path);
    openToReplace(file);
    if (!writeAll(file, contents) || !file.commit())
        refuse(path, reasonOf(file));
}

void requireSavable(const QString &path)
{
    requireAllowed(path);
    if (!isReplaced(path))
        return;
    QSaveFile file(path); // which goes again, unless it is committed
    openToReplace(file);
}

bool isReplaced(const QString &path)
{
    return !openFileNumber(path) && !isSpecial(path);
}

void openToWrite(QFile &file, const QString &path)
{
    requireAllowed(path);
    constexpr QIODevice::OpenMode mode = QIODevice::WriteOnly | QIODevice::Unbuffered;
    file.setFileName(path);
    const std::optional<int> number = openFileNumber(path);
    const bool open = number ? file.open(*number, mode)
        : isSpecial(path)    ? file.open(mode | QIODevice::ExistingOnly)
                             : file.open(mode | QIODevice::Append);
    if (!open)
        refuse(path, reasonOf(file));
}

bool writeAll(QFileDevice &file, const QByteArray &bytes)
{
    for (qint64 done = 0; done < bytes.size();) {
        const qint64 taken = file.write(bytes.constData() + done, bytes.size() - done);
        if (taken <= 0)
            return false;
        done += taken;
    }
    return true;
}

QString reasonOf(const QFileDevice &file)
{
    return file.error() == QFileDevice::NoError ? qt_error_string(errno) : file.errorString();
}

} // namespace chainrule
