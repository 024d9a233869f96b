// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a training run, and as what lies behind its checksum, which would keep mutations from the rest.
#include "files/run_file.h"
#include "tests/fuzz/scratch_file.h"

#include <cstdlib>

using namespace chainrule;

namespace {

void requireWhole(const SavedRun &run)
{
    if (!std::visit([](const auto &state) { return isWhole(state) && isFinite(state); }, run.trainer))
        std::abort();
}

void load(const QString &path)
{
    const SavedRun run = loadRun(path);
    requireWhole(run);
    if (std::ssize(run.losses) != positionOf(run).iteration)
        std::abort();
}

void decode(QByteArrayView bytes)
{
    LossRecord losses;
    const SavedRun run = decodeRun(bytes, {}, losses);
    requireWhole(run);
    LossRecord again;
    if (encodeRun(decodeRun(encodeRun(run, losses), {}, again), again) != encodeRun(run, losses))
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    return asFileAndAsBytes(data, size, load, decode);
}
