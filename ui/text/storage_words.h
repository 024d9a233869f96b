// SPDX-License-Identifier: GPL-3.0-or-later
// What went wrong with a file, in people's words: what happened, to which file, and what to do.
#pragma once

#include "files/storage_error.h"

namespace chainrule {

QString words(const StorageError &error);

} // namespace chainrule
