// SPDX-License-Identifier: GPL-3.0-or-later
// Files that are remembered from one start of the program to the next, by all windows together.
#pragma once

#include <QtCore/QObject>
#include <QtCore/QStringList>

namespace chainrule {

class RememberedPaths final : public QObject
{
    Q_OBJECT

public:
    // Under this key of the settings; of more than `most` the oldest are forgotten.
    RememberedPaths(const QString &key, qsizetype most, QObject *parent);

    QStringList paths() const; // the newest first
    void add(const QString &path); // as the newest
    void remove(const QString &path);
    void clear();

Q_SIGNALS:
    void changed();

private:
    void keep(const QStringList &paths);

    QString m_key;
    qsizetype m_most;
};

} // namespace chainrule
