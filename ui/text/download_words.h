// SPDX-License-Identifier: GPL-3.0-or-later
// Why a download did not come, in people's words: what happened, where, and what to do.
#pragma once

#include "files/download.h"

namespace chainrule {

QString words(const DownloadError &error);
// "File 2 of 4 from example.org, 3.1 of 9.6 MB".
QString words(const DownloadProgress &progress);

} // namespace chainrule
