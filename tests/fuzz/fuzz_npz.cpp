// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as an .npz, and as the .npy within one, which a zip's checksums would keep mutations from.
#include "files/npy.h"
#include "files/npz.h"
#include "tests/fuzz/scratch_file.h"

#include <cstdlib>

using namespace chainrule;

namespace {

void loadNpz(const QString &path)
{
    const Parameters<double> net = loadParameters(path);
    const auto holds = [](const std::vector<double> &values, Index count) {
        return count > 0 && values.size() == std::size_t(count);
    };
    const NetSize &size = net.size;
    if (!holds(net.W1, size.inputs * size.hidden) || !holds(net.b1, size.hidden) || !holds(net.W2, size.hidden * size.classes)
        || !holds(net.b2, size.classes))
        std::abort();
    saveParameters(path, net);
    if (loadParameters(path) != net)
        std::abort();
}

void decode(QByteArrayView bytes)
{
    const NpyArray array = decodeNpy(bytes, {}, {});
    Index count = 1;
    for (const Index size : array.shape)
        count *= size;
    if (array.values.size() != std::size_t(count))
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    return asFileAndAsBytes(data, size, loadNpz, decode);
}
