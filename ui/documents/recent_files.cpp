// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/documents/recent_files.h"

#include <QtCore/QSettings>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

const QString key = u"documents/recent"_s;
constexpr qsizetype most = 8;

} // namespace

QStringList RecentFiles::paths() const
{
    return QSettings().value(key).toStringList();
}

void RecentFiles::add(const QString &path)
{
    QStringList paths = this->paths();
    paths.removeAll(path);
    paths.prepend(path);
    keep(paths.mid(0, most));
}

void RecentFiles::remove(const QString &path)
{
    QStringList paths = this->paths();
    if (paths.removeAll(path) > 0)
        keep(paths);
}

void RecentFiles::clear()
{
    keep({});
}

void RecentFiles::keep(const QStringList &paths)
{
    QSettings().setValue(key, paths);
    Q_EMIT changed();
}

} // namespace chainrule
