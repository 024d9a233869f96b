// SPDX-License-Identifier: GPL-3.0-or-later
// Any arrays in an .npz, by names that people use, as weights and as pictures: behind a zip's checksums, which would keep
// mutations of its bytes from what is made of them. Each line of the input is one: a letter for its name, digits for its shape,
// the rest of it the numbers.
#include "data/picture_arrays.h"
#include "files/npz.h"
#include "tests/files/npz_made.h"
#include "tests/fuzz/scratch_file.h"

#include <cstdlib>

using namespace chainrule;

namespace {

Entries arraysOf(const QByteArray &input)
{
    constexpr const char *names[] = { "W1",         "b1",       "W2",      "b2",      "fc1.weight", "fc1.bias",
                                      "fc2.weight", "fc2.bias", "x_train", "y_train", "x_test",     "y_test",
                                      "arr_0",      "arr_1",    "arr_2",   "arr_3" };
    Entries entries;
    for (const QByteArray &line : input.split('\n').mid(0, 8)) {
        if (line.size() < 2)
            continue;
        QByteArray shape;
        qsizetype count = 1, at = 1;
        for (; at < line.size() && line[at] >= '0' && line[at] <= '9'; ++at) {
            shape += QByteArray::number(line[at] - '0') + ',';
            count *= line[at] - '0';
        }
        const QByteArray bytes = line.mid(at).leftJustified(std::min<qsizetype>(count, 1000), '\2', true);
        const bool wide = line[0] & 0x10;
        const QByteArray type = wide ? "<f4" : "|u1";
        entries[QByteArray(names[line[0] & 0xf]) + ".npy"] =
            npy("{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + shape + "), }\n",
                wide ? bits(std::vector<float>(bytes.begin(), bytes.end())) : bytes);
    }
    return entries;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const bool inMemory = QDir(u"/dev/shm"_s).exists() && qputenv("TMPDIR", "/dev/shm"); // a zip is a file each time
    (void)inMemory;
    static const NpzFolder folder;
    const Entries entries = arraysOf(QByteArray(reinterpret_cast<const char *>(data), qsizetype(size)));
    if (entries.empty())
        return 0; // libzip writes no empty archive
    const QString path = folder.zip(entries, ZIP_CM_STORE);
    try {
        const Parameters<double> net = loadWeights(path).parameters;
        if (net.W1.size() != std::size_t(net.size.inputs * net.size.hidden) || net.b2.size() != std::size_t(net.size.classes))
            std::abort();
    } catch (const StorageError &) { // as it should
    }
    try {
        if (holdsPictureArrays(path)) {
            const auto pictures = loadPictureArrays(path);
            if (pictures->training.labels.size() != std::size_t(pictures->training.count) || pictures->classes > 10)
                std::abort();
        }
    } catch (const StorageError &) {
    }
    return 0;
}
