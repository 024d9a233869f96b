// SPDX-License-Identifier: GPL-3.0-or-later
// A device on which no byte finds room, as on a disk that is full.
#pragma once

#include <QtCore/QFile>

#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

namespace chainrule {

// /dev/full, or for root, who might replace that by a file, another one in this folder. Empty where there is none.
inline QString fullDevice(const QString &folder)
{
    const QString device = QStringLiteral("/dev/full");
    struct stat status = {};
    if (::stat(QFile::encodeName(device).constData(), &status) != 0 || !S_ISCHR(status.st_mode))
        return {};
    if (::geteuid() != 0)
        return device;
    const QString own = folder + QStringLiteral("/full");
    const QByteArray name = QFile::encodeName(own);
    if (::mknod(name.constData(), S_IFCHR | 0666, status.st_rdev) != 0 || ::access(name.constData(), W_OK) != 0)
        return {};
    QFile opens(own); // not where the file system has no devices
    return opens.open(QIODevice::WriteOnly | QIODevice::ExistingOnly) ? own : QString();
}

} // namespace chainrule
