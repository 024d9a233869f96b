// SPDX-License-Identifier: GPL-3.0-or-later
// A small data set that can be learned in a moment, in memory and as IDX files.
#pragma once

#include "engine/dataset.h"

#include <QtCore/QDir>
#include <QtCore/QFile>

#include <random>

namespace chainrule {

// Pictures that can be told apart: class k is a bar at its own height, with noise.
inline LabelledImages bars(Index count, unsigned seed)
{
    std::mt19937 random(seed);
    LabelledImages images{ count, 28, 28, {}, {} };
    for (Index i = 0; i < count; ++i) {
        const Index label = Index(random() % 10);
        images.labels.push_back(std::uint8_t(label));
        for (Index row = 0; row < 28; ++row)
            for (Index column = 0; column < 28; ++column) {
                const bool bar = row / 2 == label + 2 && column > 4 && column < 24;
                images.pixels.push_back(std::uint8_t(bar ? 155 + random() % 100 : random() % 20 == 0 ? random() % 200 : 0));
            }
    }
    return images;
}

inline void writeBigEndian(QFile &file, std::initializer_list<int> numbers)
{
    for (const int number : numbers)
        for (int shift = 24; shift >= 0; shift -= 8)
            file.putChar(char(number >> shift));
}

inline bool writeIdx(const QString &folder, const QString &prefix, const LabelledImages &images)
{
    QFile pictures(QDir(folder).filePath(prefix + QStringLiteral("-images-idx3-ubyte")));
    QFile labels(QDir(folder).filePath(prefix + QStringLiteral("-labels-idx1-ubyte")));
    if (!pictures.open(QIODevice::WriteOnly) || !labels.open(QIODevice::WriteOnly))
        return false;
    writeBigEndian(pictures, { 0x803, int(images.count), int(images.rows), int(images.columns) });
    writeBigEndian(labels, { 0x801, int(images.count) });
    pictures.write(reinterpret_cast<const char *>(images.pixels.data()), qint64(images.pixels.size()));
    labels.write(reinterpret_cast<const char *>(images.labels.data()), qint64(images.labels.size()));
    return pictures.flush() && labels.flush();
}

// 600 training and 200 test pictures under their usual names.
inline bool writeBars(const QString &folder)
{
    return writeIdx(folder, QStringLiteral("train"), bars(600, 1)) && writeIdx(folder, QStringLiteral("t10k"), bars(200, 2));
}

} // namespace chainrule
