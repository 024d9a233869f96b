// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/download_words.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QLocale>
#include <QtCore/QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

using Kind = DownloadFailure::Kind;

struct DownloadWords
{
    Q_DECLARE_TR_FUNCTIONS(DownloadWords)
};

// %1 is the host, or the path of a file or folder; %2 the detail.
QString sentence(Kind kind)
{
    switch (kind) {
    case Kind::HostNotFound:
        return DownloadWords::tr("%1 was not found.");
    case Kind::Unreachable:
        return DownloadWords::tr("%1 could not be reached.");
    case Kind::Insecure:
        return DownloadWords::tr("%1 could not prove who it is (its certificate was not accepted).");
    case Kind::Forbidden:
        return DownloadWords::tr("%1 refuses to give it (%2).");
    case Kind::NotFound:
        return DownloadWords::tr("%1 does not have it any more (%2).");
    case Kind::BadAnswer:
        return DownloadWords::tr("%1 could not serve it (%2).");
    case Kind::Redirected:
        return DownloadWords::tr("%1 sends one on and on.");
    case Kind::Stalled:
        return {}; // with its number: see told()
    case Kind::Truncated:
        return DownloadWords::tr("%1 broke off too early.");
    case Kind::TooLong:
        return DownloadWords::tr("%1 sent more than the file is long.");
    case Kind::WrongChecksum:
        return DownloadWords::tr("%1 sent something else: the checksum is wrong.");
    case Kind::DiskFull:
        return DownloadWords::tr("%1 cannot be written: there is no space left. Make room and try again.");
    case Kind::Unwritable:
        return DownloadWords::tr("%1 cannot be written (%2). Check the folder and its permissions.");
    case Kind::Occupied:
        return DownloadWords::tr(
            "%1 is there already, with other contents. Nothing was overwritten: move it away, or choose another folder.");
    case Kind::Running:
        return DownloadWords::tr("Another download into %1 is running. Wait until it has ended, or choose another folder.");
    case Kind::Stopped:
        break;
    }
    return {};
}

bool isLocal(Kind kind)
{
    return kind == Kind::DiskFull || kind == Kind::Unwritable || kind == Kind::Occupied || kind == Kind::Running;
}

QString told(const DownloadFailure &failure)
{
    const QString where = isLocal(failure.kind) ? QDir::toNativeSeparators(failure.where) : QUrl(failure.where).host();
    const QString detail = failure.detail.isEmpty() ? DownloadWords::tr("no reason was given") : failure.detail;
    if (failure.kind == Kind::Stalled)
        return DownloadWords::tr("%1 sent nothing for %n seconds.", nullptr, failure.detail.toInt()).arg(where);
    const QString form = sentence(failure.kind);
    return form.contains("%2"_L1) ? form.arg(where, detail) : form.arg(where);
}

bool isOffline(const DownloadFailure &failure)
{
    return failure.kind == Kind::HostNotFound || failure.kind == Kind::Unreachable;
}

QString advice(const QList<DownloadFailure> &failures)
{
    const auto all = [&](auto... kinds) {
        return std::ranges::all_of(failures, [=](const DownloadFailure &f) { return ((f.kind == kinds) || ...); });
    };
    if (std::ranges::all_of(failures, isOffline))
        return DownloadWords::tr("Is this computer online? What has come already is kept for the next attempt.");
    if (all(Kind::Truncated, Kind::Stalled))
        return DownloadWords::tr("Try again: it goes on where it ended.");
    return DownloadWords::tr("Try again later, or choose a folder with the four files.");
}

} // namespace

QString words(const DownloadError &error)
{
    if (isLocal(error.failures().front().kind))
        return told(error.failures().front());
    const QList<DownloadFailure> &failures = error.failures();
    QStringList sentences{ DownloadWords::tr("The download failed.") };
    if (failures.size() > 1 && std::ranges::all_of(failures, isOffline))
        sentences += DownloadWords::tr("None of its %n servers could be reached.", nullptr, int(failures.size()));
    else
        for (const DownloadFailure &failure : failures)
            sentences += told(failure);
    sentences += advice(failures);
    return sentences.join(u' ');
}

QString words(const DownloadProgress &progress)
{
    const QLocale locale;
    const auto size = [&](qint64 bytes) { return locale.formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat); };
    QString file = DownloadWords::tr("File %1 of %2 from %3").arg(progress.file).arg(progress.files).arg(progress.host);
    if (progress.done == 0)
        return file;
    return progress.total < 0 ? DownloadWords::tr("%1, %2").arg(file, size(progress.done))
                              : DownloadWords::tr("%1, %2 of %3").arg(file, size(progress.done), size(progress.total));
}

} // namespace chainrule
