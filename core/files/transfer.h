// SPDX-License-Identifier: GPL-3.0-or-later
// One file by HTTP, going on where an earlier attempt ended.
#pragma once

#include "files/download_error.h"

#include <QtCore/QUrl>

#include <functional>
#include <optional>
#include <stop_token>

class QNetworkAccessManager;

namespace chainrule {

struct Transfer
{
    QUrl url;
    QString path; // what it holds already is the beginning; it is kept when the rest does not come
    qint64 most = 0; // bytes; a longer answer is an error, and the file is removed
    int patience = 30'000; // ms without a byte
};

// Runs an event loop until all is there. Returns what went wrong; Stopped when that was asked for.
// `progress` gets the bytes that are there, and how many there will be, or -1.
std::optional<DownloadFailure> fetch(QNetworkAccessManager &manager, const Transfer &transfer, const std::stop_token &stop,
                                     const std::function<void(qint64 done, qint64 total)> &progress);

} // namespace chainrule
