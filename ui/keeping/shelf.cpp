// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keeping/shelf.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

// The paths of the places that are wanted, in the order in which to try them. The folder is read once, however many places it
// has.
QStringList wanted(const QDir &folder, const QString &name, Shelf::Want want, int places)
{
    QStringList empty;
    for (int place = 1; place <= places; ++place)
        empty.append(folder.filePath(u"%1-%2"_s.arg(name).arg(place)));
    QStringList newestFirst;
    for (const QFileInfo &file : folder.entryInfoList(QDir::Files | QDir::Hidden, QDir::Time))
        if (empty.removeOne(file.filePath()))
            newestFirst.append(file.filePath());
    switch (want) {
    case Shelf::Want::Newest:
        return newestFirst;
    case Shelf::Want::Empty:
        return empty;
    case Shelf::Want::EmptyOrOldest:
        return empty + QStringList(newestFirst.rbegin(), newestFirst.rend());
    case Shelf::Want::NewestOrEmpty:
        break;
    }
    return newestFirst + empty;
}

} // namespace

Shelf::Shelf(const QString &folder, const QString &name, Want want, int places)
{
    const QDir dir(folder);
    if (!dir.mkpath(u"."_s))
        return;
    for (const QString &path : wanted(dir, name, want, places)) {
        auto lock = std::make_unique<QLockFile>(path + u".lock"_s);
        lock->setStaleLockTime(0); // only the end of the process that holds it ends it
        if (lock->tryLock(0)) {
            m_lock = std::move(lock);
            m_path = path;
            return;
        }
        if (lock->error() != QLockFile::LockFailedError)
            return; // nothing can be written there, whatever its name
    }
}

} // namespace chainrule
