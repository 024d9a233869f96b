// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/documents/file_claim.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QStandardPaths>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

// Of an ordinary file; a pipe would be emptied by looking at it.
QByteArray fingerprintOf(const QString &path)
{
    QFile file(path);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly) || !hash.addData(&file))
        return {};
    return hash.result();
}

// One place for a file, whatever it is called from where.
QString lockPath(const QString &path)
{
    const QDir folder(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + u"/open"_s);
    folder.mkpath(u"."_s);
    const QString canonical = QFileInfo(path).canonicalFilePath();
    const QByteArray name = (canonical.isEmpty() ? path : canonical).toUtf8();
    return folder.filePath(QString::fromLatin1(QCryptographicHash::hash(name, QCryptographicHash::Sha1).toHex()) + u".lock"_s);
}

} // namespace

FileClaim::FileClaim(const QString &path)
    : m_path(path)
    , m_lock(std::make_unique<QLockFile>(lockPath(path)))
{
    m_lock->setStaleLockTime(0); // only the end of the process that holds it ends it
    m_elsewhere = !m_lock->tryLock(0) && m_lock->error() == QLockFile::LockFailedError;
}

bool FileClaim::wasWritten() const
{
    const QByteArray now = fingerprintOf(m_path);
    return !now.isEmpty() && now != m_fingerprint;
}

void FileClaim::setSeen()
{
    m_fingerprint = fingerprintOf(m_path);
}

} // namespace chainrule
