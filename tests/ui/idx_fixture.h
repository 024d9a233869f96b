// SPDX-License-Identifier: GPL-3.0-or-later
// A small data set that a net learns in a second: up to ten kinds of stripes with noise, written as plain IDX files.
#pragma once

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QtEndian>

#include <random>

namespace chainrule {

class IdxFixture final
{
public:
    // The four files under their usual names.
    static void write(const QString &folder, int training = 600, int test = 200, int classes = 10)
    {
        writePair(folder, QStringLiteral("train"), training, classes, 1);
        writePair(folder, QStringLiteral("t10k"), test, classes, 2);
    }

private:
    static constexpr int side = 28;

    static void writePair(const QString &folder, const QString &name, int count, int classes, unsigned seed)
    {
        std::mt19937 random(seed);
        QByteArray images = header({ 0x803, count, side, side });
        QByteArray labels = header({ 0x801, count });
        for (int i = 0; i < count; ++i) {
            const int label = int(random() % unsigned(classes));
            labels.append(char(label));
            for (int pixel = 0; pixel < side * side; ++pixel) {
                const bool stripe = pixel / side / 2 == label + 2 || pixel % side / 2 == label + 2;
                images.append(char((stripe ? 160 : 0) + random() % 90));
            }
        }
        save(folder, name + QStringLiteral("-images-idx3-ubyte"), images);
        save(folder, name + QStringLiteral("-labels-idx1-ubyte"), labels);
    }

    static QByteArray header(std::initializer_list<int> numbers)
    {
        QByteArray bytes;
        for (const int number : numbers) {
            const qint32 big = qToBigEndian(qint32(number));
            bytes.append(reinterpret_cast<const char *>(&big), sizeof big);
        }
        return bytes;
    }

    static void save(const QString &folder, const QString &name, const QByteArray &bytes)
    {
        QFile file(QDir(folder).filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write the test's data");
    }
};

} // namespace chainrule
