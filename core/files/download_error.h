// SPDX-License-Identifier: GPL-3.0-or-later
// What a download throws: what each mirror did, or what is wrong with the folder. Worded for people at the border.
#pragma once

#include <QtCore/QList>
#include <QtCore/QString>

#include <exception>

namespace chainrule {

struct DownloadFailure
{
    enum class Kind {
        HostNotFound, // its name is not known: often this computer is offline
        Unreachable, // no connection to it
        Insecure, // its certificate was not accepted
        Forbidden, // 401, 403
        NotFound, // 404, 410
        BadAnswer, // another HTTP status; detail is the number
        Redirected, // too often, or to something less safe
        Stalled, // sent nothing for a while; detail is how many seconds
        Truncated, // broke off before the end
        TooLong, // goes on when it should have ended
        WrongChecksum, // complete, but not the contents that were asked for
        DiskFull, // `where` is the file; the local ones end the download at once
        Unwritable, // `where` is the file or the folder; detail is the system's reason
        Occupied, // `where` is a file of this name with other contents
        Running, // another download into the folder `where`
        Stopped, // never thrown
    };

    Kind kind = Kind::Unreachable;
    QString where; // the URL, or a path
    QString detail;
};

class DownloadError final : public std::exception
{
public:
    explicit DownloadError(QList<DownloadFailure> failures)
        : m_failures(std::move(failures))
    {
    }

    // At least one; of every mirror the last one.
    const QList<DownloadFailure> &failures() const { return m_failures; }
    const char *what() const noexcept override { return "chainrule::DownloadError"; }

private:
    QList<DownloadFailure> m_failures;
};

} // namespace chainrule
