// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a table of pictures, alone and in a folder: a consistent set or a StorageError, never more; and as the name of a
// file.
#include "data/data_set.h"
#include "data/idx_names.h"
#include "data/picture_table.h"
#include "data/training_and_test.h"
#include "tests/fuzz/scratch_file.h"

#include <algorithm>
#include <cstdlib>

using namespace chainrule;

namespace {

void require(const LabelledImages &images)
{
    const bool consistent = images.count > 0 && images.pixels.size() == std::size_t(images.count * images.pixelsEach())
        && images.labels.size() == std::size_t(images.count)
        && std::ranges::all_of(images.labels, [](int label) { return label < mostClasses; });
    if (!consistent)
        std::abort();
}

template <class Does> void refusable(Does does)
{
    try {
        does();
    } catch (const StorageError &) { // as it should
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const ScratchFile file(u"table.csv"_s);
    file.write(data, size);
    refusable([] { require(loadPictureTable(file.path())); });
    refusable([] {
        const DataSet found = loadData(file.folder());
        require(found.data->training);
        require(found.data->test);
    });
    isIdxName(QString::fromUtf8(reinterpret_cast<const char *>(data), qsizetype(size)));
    return 0;
}
