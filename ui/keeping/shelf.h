// SPDX-License-Identifier: GPL-3.0-or-later
// Where a window keeps something from one start of the program to the next, safe from other windows that run.
#pragma once

#include <QtCore/QLockFile>
#include <QtCore/QString>

#include <memory>

namespace chainrule {

// The folder has so many places of this name. A window holds one of them, by a lock that ends with its process.
class Shelf final
{
public:
    // Of the places that nobody holds: the one with the newest file, or else an empty one; only one of either kind; or an empty
    // one, or else the one with the oldest file.
    enum class Want {
        NewestOrEmpty,
        Newest,
        Empty,
        EmptyOrOldest,
    };

    static constexpr int usualPlaces = 16; // more windows at the same time cannot keep anything

    Shelf(const QString &folder, const QString &name, Want want = Want::NewestOrEmpty, int places = usualPlaces);

    QString path() const { return m_path; } // of the file, there or not; empty when there is no such place

private:
    QString m_path;
    std::unique_ptr<QLockFile> m_lock;
};

} // namespace chainrule
