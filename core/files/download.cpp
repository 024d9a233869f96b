// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/download.h"

#include "files/save_file.h"
#include "files/transfer.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QLockFile>
#include <QtCore/QScopeGuard>
#include <QtCore/QStandardPaths>
#include <QtNetwork/QNetworkAccessManager>

#include <array>
#include <cerrno>

#include <zlib.h>

namespace chainrule {

namespace {

using DownloadKind = DownloadFailure::Kind;
using File = DownloadPlan::File;
using namespace Qt::StringLiterals;

constexpr qint64 slack = 1 << 16; // compressed may be a little longer than not
constexpr int mostResumptions = 5; // of one file from one mirror that breaks off again and again

// Whether these are the contents, compressed or not. Reads no further than it has to.
bool holds(const QString &path, const File &file, const std::stop_token &stop)
{
    auto *const opened = gzopen(QFile::encodeName(path).constData(), "rbe");
    if (!opened)
        return false;
    QCryptographicHash hash(QCryptographicHash::Sha256);
    std::array<char, std::size_t(1) << 16> buffer = {};
    qint64 bytes = 0;
    int got = 0;
    while (!stop.stop_requested() && bytes <= file.bytes
           && (got = gzread(opened, buffer.data(), unsigned(buffer.size()))) > 0) {
        hash.addData(QByteArrayView(buffer.data(), got));
        bytes += got;
    }
    const bool ended = gzclose_r(opened) == Z_OK && got == 0;
    return ended && bytes == file.bytes && hash.result().toHex() == file.sha256;
}

class Download final
{
public:
    Download(const DownloadPlan &plan, const std::stop_token &stop,
             const std::function<void(const DownloadProgress &)> &progress)
        : m_plan(plan)
        , m_stop(stop)
        , m_progress(progress)
    {
        for (const File &file : plan.files)
            m_bytes += file.bytes;
    }

    bool run();

private:
    void hold(QLockFile &lock) const;
    bool isThere(const File &file) const;
    QString fromAnyMirror(const File &file);
    std::optional<DownloadFailure> fromMirror(const QString &mirror, const File &file, const QString &part);
    void tell(const QString &mirror, const File &file, qint64 done, qint64 total);
    QString partOf(const File &file, const QString &mirror) const;
    QString finished(const File &file) const { return m_plan.folder + u'/' + file.name + u".gz"_s; }

    const DownloadPlan &m_plan;
    const std::stop_token &m_stop;
    const std::function<void(const DownloadProgress &)> &m_progress;
    QNetworkAccessManager m_manager;
    int m_number = 0; // of the file, from 1
    qint64 m_bytes = 0; // uncompressed, of all files
    qint64 m_before = 0; // of the files that are done
};

bool Download::run()
{
    if (!QDir().mkpath(m_plan.folder) || !QFileInfo(m_plan.folder).isWritable())
        throw DownloadError({ { DownloadKind::Unwritable, m_plan.folder, qt_error_string(errno) } });
    QLockFile lock(m_plan.folder + u"/download.lock"_s);
    hold(lock);
    QStringList parts; // one of each file; empty where nothing had to be fetched
    for (const File &file : m_plan.files) {
        ++m_number;
        parts += isThere(file) ? QString() : fromAnyMirror(file);
        if (m_stop.stop_requested())
            return false;
        m_before += file.bytes;
    }
    for (qsizetype i = 0; i < parts.size(); ++i) {
        const QString name = finished(m_plan.files[i]);
        QFile part(parts[i]);
        if (!parts[i].isEmpty() && !part.rename(name))
            throw DownloadError({ { DownloadKind::Unwritable, name, part.errorString() } });
    }
    for (const File &file : m_plan.files)
        for (const QString &mirror : m_plan.mirrors)
            QFile::remove(partOf(file, mirror));
    return true;
}

// Two at once would write into each other's parts.
void Download::hold(QLockFile &lock) const
{
    lock.setStaleLockTime(0); // only the end of the process that holds it ends it
    if (lock.tryLock(0))
        return;
    if (lock.error() == QLockFile::LockFailedError)
        throw DownloadError({ { DownloadKind::Running, m_plan.folder, {} } });
    QFile same(lock.fileName()); // a lock does not say why there is none
    const bool good = same.open(QIODevice::WriteOnly);
    throw DownloadError({ { DownloadKind::Unwritable, m_plan.folder, good ? QString() : reasonOf(same) } });
}

// Under its name; something else under its name is not overwritten.
bool Download::isThere(const File &file) const
{
    for (const QString &path : { m_plan.folder + u'/' + file.name, finished(file) }) {
        if (!QFileInfo::exists(path))
            continue;
        if (!holds(path, file, m_stop) && !m_stop.stop_requested())
            throw DownloadError({ { DownloadKind::Occupied, path, {} } });
        return true;
    }
    return false;
}

// Where it stands. Each mirror has a part of its own, for their compressed bytes do not fit together.
QString Download::fromAnyMirror(const File &file)
{
    QList<DownloadFailure> failures;
    for (const QString &mirror : m_plan.mirrors) {
        QString part = partOf(file, mirror);
        const std::optional<DownloadFailure> failure = fromMirror(mirror, file, part);
        if (QFileInfo(part).size() == 0)
            QFile::remove(part);
        if (!failure || failure->kind == DownloadKind::Stopped)
            return part;
        if (failure->kind == DownloadKind::DiskFull || failure->kind == DownloadKind::Unwritable)
            throw DownloadError({ *failure });
        failures += *failure;
    }
    throw DownloadError(failures);
}

std::optional<DownloadFailure> Download::fromMirror(const QString &mirror, const File &file, const QString &part)
{
    const Transfer transfer{ QUrl(mirror + file.name + u".gz"_s), part, file.bytes + slack, m_plan.patience };
    tell(mirror, file, 0, -1);
    for (int attempt = 0;; ++attempt) {
        const qint64 had = QFileInfo(part).size();
        if (had > 0 && holds(part, file, m_stop)) // it was complete already
            return std::nullopt;
        std::optional<DownloadFailure> failure =
            fetch(m_manager, transfer, m_stop, [&](qint64 done, qint64 total) { tell(mirror, file, done, total); });
        const bool whole = !failure && holds(part, file, m_stop);
        if (m_stop.stop_requested())
            return DownloadFailure{ DownloadKind::Stopped, {}, {} };
        if (whole)
            return std::nullopt;
        if (!failure) {
            QFile::remove(part);
            failure = { DownloadKind::WrongChecksum, transfer.url.toString(), {} };
        }
        const bool cameFurther = failure->kind == DownloadKind::Truncated && QFileInfo(part).size() > had;
        const bool badBeginning = failure->kind == DownloadKind::WrongChecksum && had > 0;
        if (!(cameFurther || badBeginning) || attempt == mostResumptions)
            return failure;
    }
}

void Download::tell(const QString &mirror, const File &file, qint64 done, qint64 total)
{
    if (!m_progress)
        return;
    const double part = total > 0 ? double(done) / double(total) : 0;
    m_progress({ m_number, int(m_plan.files.size()), QUrl(mirror).host(), done, total,
                 (double(m_before) + part * double(file.bytes)) / double(m_bytes) });
}

QString Download::partOf(const File &file, const QString &mirror) const
{
    constexpr qsizetype digits = 8;
    const QByteArray hash = QCryptographicHash::hash(mirror.toUtf8(), QCryptographicHash::Sha256).toHex().left(digits);
    return u"%1/%2.%3.part"_s.arg(m_plan.folder, file.name, QString::fromLatin1(hash));
}

} // namespace

DownloadPlan mnistPlan(const QString &folder)
{
    DownloadPlan plan;
    plan.mirrors = { u"https://ossci-datasets.s3.amazonaws.com/mnist/"_s,
                     u"https://storage.googleapis.com/cvdf-datasets/mnist/"_s,
                     u"https://raw.githubusercontent.com/fgnt/mnist/master/"_s };
    plan.files = {
        { u"train-images-idx3-ubyte"_s, 47'040'016, "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db" },
        { u"train-labels-idx1-ubyte"_s, 60'008, "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5" },
        { u"t10k-images-idx3-ubyte"_s, 7'840'016, "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7" },
        { u"t10k-labels-idx1-ubyte"_s, 10'008, "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2" }
    };
    plan.folder = folder.isEmpty()
        ? QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/chainrule/mnist"_s
        : folder;
    return plan;
}

bool download(const DownloadPlan &plan, const std::stop_token &stop,
              const std::function<void(const DownloadProgress &)> &progress)
{
    const bool isNew = !QFileInfo::exists(plan.folder);
    const auto leaveNoEmptyFolder = qScopeGuard([&] {
        if (isNew)
            QDir().rmdir(plan.folder); // which does nothing to one that is not empty
    });
    return Download(plan, stop, progress).run();
}

} // namespace chainrule
