// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as images and as labels: either a consistent set or a StorageError, never more.
#include "data/idx.h"
#include "files/storage_error.h"
#include "tests/fuzz/scratch_file.h"

#include <algorithm>
#include <cstdlib>

using namespace chainrule;

namespace {

constexpr int classes = 10;
constexpr std::uint8_t twoImages[] = { 0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 1, 7, 9 };
constexpr std::uint8_t twoLabels[] = { 0, 0, 8, 1, 0, 0, 0, 2, 4, 5 };

void load(const QString &images, const QString &labels)
{
    try {
        const LabelledImages set = loadIdx(images, labels, classes);
        const bool consistent = set.count > 0 && set.pixels.size() == std::size_t(set.count * set.pixelsEach())
            && set.labels.size() == std::size_t(set.count)
            && std::all_of(set.labels.begin(), set.labels.end(), [](int label) { return label < classes; });
        if (!consistent)
            std::abort();
    } catch (const StorageError &) { // as it should
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const ScratchFile any, images, labels;
    static const bool written = (images.write(twoImages, sizeof twoImages), labels.write(twoLabels, sizeof twoLabels), true);
    (void)written;
    any.write(data, size);
    load(any.path(), labels.path());
    load(images.path(), any.path());
    return 0;
}
