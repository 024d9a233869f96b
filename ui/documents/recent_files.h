// SPDX-License-Identifier: GPL-3.0-or-later
// The graphs that were opened or saved last, from one start of the program to the next.
#pragma once

#include <QtCore/QObject>
#include <QtCore/QStringList>

namespace chainrule {

class RecentFiles final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    QStringList paths() const; // the newest first; of all windows
    void add(const QString &path);
    void remove(const QString &path);
    void clear();

Q_SIGNALS:
    void changed();

private:
    void keep(const QStringList &paths);
};

} // namespace chainrule
