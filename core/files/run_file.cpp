// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/run_file.h"

#include "files/save_file.h"
#include "files/storage_error.h"
#include "text/little_endian.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QRandomGenerator>

#include <algorithm>
#include <cerrno>
#include <utility>

#include <unistd.h>
#include <zlib.h>

namespace chainrule {

namespace {

using FileKind = StorageError::Kind;
using namespace Qt::StringLiterals;

constexpr QByteArrayView runMagic("CRRUN\r\n\x1a");
constexpr qsizetype headerBytes = 16; // magic, version, CRC-32 of what follows
constexpr qint64 mostBytes = qint64(1) << 30;
constexpr Index lossBytes = sizeof(double);
constexpr QChar lossesMark = u'-';

quint32 crc(QByteArrayView bytes, quint32 before = 0)
{
    return quint32(crc32_z(before, reinterpret_cast<const Bytef *>(bytes.data()), std::size_t(bytes.size())));
}

QByteArray withHeader(const QByteArray &payload)
{
    QByteArray bytes = runMagic.toByteArray();
    bytes.resize(headerBytes);
    qToLittleEndian(runFormatVersion, bytes.data() + runMagic.size());
    qToLittleEndian(crc(payload), bytes.data() + runMagic.size() + sizeof(quint32));
    return bytes + payload;
}

struct RunPayload
{
    QByteArrayView bytes;
    quint32 version;
};

RunPayload withoutHeader(QByteArrayView bytes, const QString &path)
{
    if (!bytes.startsWith(runMagic) || bytes.size() < headerBytes)
        throw StorageError(FileKind::BadRun, path, 0, u"header"_s);
    const auto version = qFromLittleEndian<quint32>(bytes.data() + runMagic.size());
    if (version > runFormatVersion)
        throw StorageError(FileKind::NewerVersion, path, -1, QString::number(version));
    const QByteArrayView payload = bytes.sliced(headerBytes);
    if (version < 1 || qFromLittleEndian<quint32>(bytes.data() + runMagic.size() + sizeof(quint32)) != crc(payload))
        throw StorageError(FileKind::BadRun, path, -1, u"checksum"_s);
    return { payload, version };
}

QByteArray contentsOf(const QString &path, qint64 atMost)
{
    QFile file(path);
    if (!file.exists())
        throw StorageError(FileKind::NotFound, path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly))
        throw StorageError(FileKind::Unreadable, path, -1, file.errorString());
    return file.read(std::min(file.size(), atMost)); // a size from a file is not to be believed
}

QString pathOfLosses(const QString &path, quint64 file)
{
    return path + lossesMark + QString::number(file, 16);
}

} // namespace

RunFile::RunFile(QString path)
    : m_path(std::move(path))
{
}

QString RunFile::lossesPath(quint64 file) const
{
    return pathOfLosses(m_path, file);
}

void RunFile::save(const SavedRun &run)
{
    const LossRecord before = std::exchange(m_losses, {}); // whatever goes wrong, the next run brings all its losses
    if (!std::visit([](const auto &state) { return isFinite(state); }, run.trainer))
        throw StorageError(FileKind::NotFinite, m_path, -1, u"W1, b1, W2, b2"_s);
    if (!QDir().mkpath(QFileInfo(m_path).absolutePath()))
        throw StorageError(FileKind::Unwritable, m_path, -1, qt_error_string(errno));
    m_losses = before;
    const bool anew = before.count == 0;
    try {
        if (anew)
            m_losses.file = QRandomGenerator::system()->generate64();
        append(run.losses);
        saveFile(m_path, withHeader(encodeRun(run, m_losses)));
    } catch (...) {
        m_losses = {};
        throw;
    }
    if (anew)
        removeOtherLosses();
}

void RunFile::append(std::span<const double> losses)
{
    const QByteArray bytes = littleEndian(losses);
    QFile file(lossesPath(m_losses.file));
    const bool written = file.open(QIODevice::ReadWrite | QIODevice::Unbuffered) && file.seek(m_losses.count * lossBytes)
        && writeAll(file, bytes) && ::fsync(file.handle()) == 0;
    if (!written)
        throw StorageError(FileKind::Unwritable, file.fileName(), -1, reasonOf(file));
    m_losses.checksum = crc(bytes, m_losses.checksum);
    m_losses.count += Index(losses.size());
}

// Of a run before this one, or of one that was killed before its file was moved into place.
void RunFile::removeOtherLosses() const
{
    const QFileInfo info(m_path);
    QDir folder = info.dir();
    const QString mine = QFileInfo(lossesPath(m_losses.file)).fileName();
    const QString name = info.fileName() + lossesMark;
    for (const QString &file : folder.entryList(QDir::Files))
        if (file.startsWith(name) && file != mine)
            folder.remove(file);
}

void RunFile::remove()
{
    QFile::remove(m_path);
    beginAnew();
    removeOtherLosses();
}

SavedRun loadRun(const QString &path)
{
    const QByteArray bytes = contentsOf(path, mostBytes + 1);
    if (bytes.size() > mostBytes)
        throw StorageError(FileKind::TooLarge, path);
    LossRecord record;
    const RunPayload payload = withoutHeader(bytes, path);
    SavedRun run = decodeRun(payload.bytes, path, record, payload.version);
    if (record.count > mostBytes) // eight gigabytes of losses
        throw StorageError(FileKind::TooLarge, path);
    const QString lossesPath = pathOfLosses(path, record.file);
    if (record.count == 0)
        return run;
    const QByteArray losses = contentsOf(lossesPath, record.count * lossBytes);
    if (losses.size() != record.count * lossBytes || crc(losses) != record.checksum)
        throw StorageError(FileKind::BadRun, lossesPath, -1, u"losses"_s);
    run.losses = fromLittleEndian<double>(losses);
    return run;
}

} // namespace chainrule
