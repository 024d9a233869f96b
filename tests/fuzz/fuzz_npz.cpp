// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as an .npz, and as the .npy within one, which a zip's checksums would keep mutations from.
#include "scratch_file.h"
#include "storage/npy.h"
#include "storage/npz.h"
#include "storage/storage_error.h"

#include <cstdlib>

using namespace chainrule;

namespace {

void loadNpz(const QString &path)
{
    try {
        const Parameters<double> net = loadParameters(path);
        const auto holds = [](const std::vector<double> &values, Index count) {
            return count > 0 && values.size() == std::size_t(count);
        };
        const NetSize &size = net.size;
        if (!holds(net.W1, size.inputs * size.hidden) || !holds(net.b1, size.hidden)
            || !holds(net.W2, size.hidden * size.classes) || !holds(net.b2, size.classes))
            std::abort();
        saveParameters(path, net);
        if (loadParameters(path) != net)
            std::abort();
    } catch (const StorageError &) { // as it should
    }
}

void decode(QByteArrayView bytes)
{
    try {
        const NpyArray array = decodeNpy(bytes, {}, {});
        Index count = 1;
        for (const Index size : array.shape)
            count *= size;
        if (array.values.size() != std::size_t(count))
            std::abort();
    } catch (const StorageError &) { // as it should
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const ScratchFile file;
    file.write(data, size);
    loadNpz(file.path());
    decode(QByteArrayView(data, qsizetype(size)));
    return 0;
}
