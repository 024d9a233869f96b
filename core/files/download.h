// SPDX-License-Identifier: GPL-3.0-or-later
// Fetches a data set from mirrors: all of its files, checked, or none.
#pragma once

#include "files/download_error.h"

#include <QtCore/QByteArray>
#include <QtCore/QStringList>

#include <functional>
#include <stop_token>

namespace chainrule {

struct DownloadPlan
{
    struct File
    {
        QString name; // without .gz, which the mirrors serve
        qint64 bytes = 0; // of the uncompressed contents
        QByteArray sha256; // of the same, in hexadecimal: compressed, they differ from mirror to mirror
    };

    QStringList mirrors; // tried in this order; each ends with a slash
    QList<File> files;
    QString folder; // made when it is missing
    int patience = 30'000; // ms for which a mirror may send nothing
};

struct DownloadProgress
{
    int file = 1; // from 1
    int files = 1;
    QString host;
    qint64 done = 0; // bytes of this file
    qint64 total = -1; // -1: the mirror did not say
    double part = 0; // of everything, 0 to 1
};

// The four files of MNIST, into `folder`, or else into the user's data folder, where findMnistFolder() of core/data looks.
DownloadPlan mnistPlan(const QString &folder = {});

// Returns when the files are in the folder under their names with .gz and their contents are right, or false when it was
// stopped. Until then what has come stands in files called *.part, which nothing loads, and with which the next attempt
// goes on. Files that are there already and right are kept. One download into a folder at a time. Throws DownloadError. Needs a
// QCoreApplication; runs an event loop of the calling thread.
bool download(const DownloadPlan &plan, const std::stop_token &stop = {},
              const std::function<void(const DownloadProgress &)> &progress = {});

} // namespace chainrule
