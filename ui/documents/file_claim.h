// SPDX-License-Identifier: GPL-3.0-or-later
// A file that is open here: whether another window has it open as well, and whether somebody else has written to it since.
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QLockFile>
#include <QtCore/QString>

#include <memory>

namespace chainrule {

// Windows of one person tell each other by locks in the program's own folder, which end with their process. Writing needs no
// lock to be noticed: the file's contents are compared with what was last read or written here.
class FileClaim final
{
public:
    FileClaim() = default; // on no file
    // Takes its place among the files that are open, and does not look into it.
    explicit FileClaim(const QString &path);

    const QString &path() const { return m_path; }
    bool isElsewhere() const { return m_elsewhere; } // another window had it first
    bool wasWritten() const; // by somebody else

    // What the file held when it was last read or written here; empty where there was none.
    const QByteArray &fingerprint() const { return m_fingerprint; }
    void setFingerprint(const QByteArray &fingerprint) { m_fingerprint = fingerprint; }
    void setSeen(); // as it is now: it was just written here, or is about to be read

private:
    QString m_path;
    QByteArray m_fingerprint;
    std::unique_ptr<QLockFile> m_lock;
    bool m_elsewhere = false;
};

} // namespace chainrule
