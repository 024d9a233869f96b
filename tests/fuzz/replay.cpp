// SPDX-License-Identifier: GPL-3.0-or-later
// Stands in for libFuzzer: runs every file of the folders given, and the same mutations of each on every run.
#include <QtCore/QDir>
#include <QtCore/QFile>

#include <cstdint>
#include <cstdio>
#include <random>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);

namespace {

constexpr int mutationsEach = 5000;
constexpr std::uint32_t seed = 1;

void run(const QByteArray &bytes)
{
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t *>(bytes.constData()), std::size_t(bytes.size()));
}

int below(std::mt19937 &random, qsizetype end)
{
    return int(random() % std::uint32_t(end));
}

// Cuts, doubles, flips or overwrites a place.
void mutate(QByteArray &bytes, std::mt19937 &random)
{
    constexpr char telling[] = { '\0', '\1', '\x7f', '\x80', '\xff', '9', '-', '(', '\'' };
    if (bytes.isEmpty())
        bytes = QByteArray(1, '\0');
    const int at = below(random, bytes.size());
    const int length = 1 + below(random, 8);
    switch (below(random, 6)) {
    case 0:
        bytes.truncate(at);
        break;
    case 1:
        bytes.remove(at, length);
        break;
    case 2:
        bytes.insert(at, bytes.mid(at, length));
        break;
    case 3:
        bytes[at] = char(random());
        break;
    case 4:
        bytes.replace(at, length, QByteArray(length, telling[below(random, sizeof telling)]));
        break;
    default:
        bytes[at] = char(bytes[at] ^ (1 << below(random, 8)));
    }
}

} // namespace

int main(int argc, char **argv)
{
    std::mt19937 random(seed);
    int files = 0;
    for (int i = 1; i < argc; ++i) {
        const QDir folder(QFile::decodeName(argv[i]));
        for (const QString &name : folder.entryList(QDir::Files, QDir::Name)) {
            QFile file(folder.filePath(name));
            if (!file.open(QIODevice::ReadOnly))
                continue;
            const QByteArray original = file.readAll();
            run(original);
            for (int mutation = 0; mutation < mutationsEach; ++mutation) {
                QByteArray bytes = original;
                for (int times = below(random, 3); times >= 0; --times)
                    mutate(bytes, random);
                run(bytes);
            }
            ++files;
        }
    }
    std::printf("%d files, %d mutations of each\n", files, mutationsEach);
    return files > 0 ? 0 : 1; // a test that runs nothing has not passed
}
