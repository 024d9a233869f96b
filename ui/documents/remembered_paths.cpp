// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/documents/remembered_paths.h"

#include <QtCore/QSettings>

namespace chainrule {

RememberedPaths::RememberedPaths(const QString &key, qsizetype most, QObject *parent)
    : QObject(parent)
    , m_key(key)
    , m_most(most)
{
}

QStringList RememberedPaths::paths() const
{
    return QSettings().value(m_key).toStringList();
}

void RememberedPaths::add(const QString &path)
{
    QStringList paths = this->paths();
    paths.removeAll(path);
    paths.prepend(path);
    keep(paths.mid(0, m_most));
}

void RememberedPaths::remove(const QString &path)
{
    QStringList paths = this->paths();
    if (paths.removeAll(path) > 0)
        keep(paths);
}

void RememberedPaths::clear()
{
    keep({});
}

void RememberedPaths::keep(const QStringList &paths)
{
    QSettings().setValue(m_key, paths);
    Q_EMIT changed();
}

} // namespace chainrule
