// SPDX-License-Identifier: GPL-3.0-or-later
// Tables of samples: whatever stands in the file, columns of as many finite numbers come of it, or a StorageError.
#include "data/sample_table.h"
#include "files/storage_error.h"

#include "engine/finite.h"

#include <algorithm>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    using namespace chainrule;
    try {
        const SampleTable table = readTable({ reinterpret_cast<const char *>(bytes), qsizetype(size) }, QString());
        const bool whole = std::ranges::all_of(table.columns, [&](const SampleColumn &column) {
            return std::ssize(column.numbers) == table.rows() && allFinite(column.numbers);
        });
        if (table.rows() == 0 || !whole)
            std::abort();
    } catch (const StorageError &) {
    }
    return 0;
}
