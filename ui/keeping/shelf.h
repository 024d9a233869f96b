// SPDX-License-Identifier: GPL-3.0-or-later
// Where a window's run is kept from one start of the program to the next, safe from other windows that run.
#pragma once

#include <QtCore/QLockFile>
#include <QtCore/QString>

#include <memory>

namespace chainrule {

// The folder has a few places. A window holds one of them, by a lock that ends with its process: the one with the newest
// run that nobody holds, so that it can go on with it, or else an empty one.
class RunShelf final
{
public:
    explicit RunShelf(const QString &folder);

    QString path() const { return m_path; } // of this window's run; empty when there is no place, and it cannot be kept

private:
    QString m_path;
    std::unique_ptr<QLockFile> m_lock;
};

} // namespace chainrule
