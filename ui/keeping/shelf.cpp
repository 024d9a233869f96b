// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keeping/shelf.h"

#include <QtCore/QDateTime>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace chainrule {

Shelf::Shelf(const QString &folder, const QString &name, Want want, int places)
{
    QDir dir(folder);
    if (!dir.mkpath(u"."_s))
        return;
    std::vector<QFileInfo> files;
    for (int place = 1; place <= places; ++place)
        files.emplace_back(dir.filePath(u"%1-%2"_s.arg(name).arg(place)));
    // Those that do not exist have no time; they stand together, in the order of their numbers.
    const auto time = [](const QFileInfo &file) { return file.exists() ? file.lastModified().toMSecsSinceEpoch() : 0; };
    if (want == Want::EmptyOrOldest)
        std::ranges::stable_sort(files, std::less(), time);
    else
        std::ranges::stable_sort(files, std::greater(), time);
    for (const QFileInfo &file : files) {
        if ((want == Want::Newest && !file.exists()) || (want == Want::Empty && file.exists()))
            continue;
        auto lock = std::make_unique<QLockFile>(file.filePath() + u".lock"_s);
        lock->setStaleLockTime(0); // only the end of the process that holds it ends it
        if (!lock->tryLock(0)) {
            if (lock->error() != QLockFile::LockFailedError)
                return; // nothing can be written there, whatever its name
            continue;
        }
        m_lock = std::move(lock);
        m_path = file.filePath();
        return;
    }
}

} // namespace chainrule
