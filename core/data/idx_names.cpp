// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/idx_names.h"

#include <QtCore/QDir>
#include <QtCore/QDirIterator>
#include <QtCore/QFileInfo>
#include <QtCore/QRegularExpression>

#include <algorithm>
#include <optional>

namespace chainrule {

namespace {

using namespace Qt::StringLiterals;

constexpr int mostFiles = 20'000; // that are looked at: a folder of pictures is none of these
constexpr int mostLevels = 2;

struct IdxName
{
    int place = 0; // in IdxSet::paths
    QString rest;
};

std::optional<IdxName> understand(const QString &fileName)
{
    static const QRegularExpression packing(u"( ?\\(\\d+\\))?(\\.gz)+$"_s), copy(u" ?\\(\\d+\\)$"_s), between(u"[-._ ]+"_s);
    static const QStringList format{ u"idx1"_s, u"idx2"_s, u"idx3"_s, u"ubyte"_s, u"int"_s };
    QString name = fileName.toLower();
    name.remove(packing).remove(copy);
    QStringList words = name.split(between, Qt::SkipEmptyParts);
    const auto take = [&words](const QStringList &any) {
        const auto count = words.size();
        words.removeIf([&any](const QString &word) { return any.contains(word); });
        return words.size() < count;
    };
    const bool training = take({ u"train"_s });
    const bool test = take({ u"t10k"_s, u"test"_s });
    const bool images = take({ u"images"_s });
    const bool labels = take({ u"labels"_s });
    if (!take(format) || training == test || images == labels)
        return std::nullopt;
    return IdxName{ (test ? 2 : 0) + (labels ? 1 : 0), words.join(u'-') };
}

// Of the files of a folder, the shorter path first, and of one name the plain file before the compressed one.
QStringList idxFilesIn(const QString &folder, int levels)
{
    QStringList files;
    QDirIterator all(folder, QDir::Files, levels > 0 ? QDirIterator::Subdirectories : QDirIterator::NoIteratorFlags);
    const auto base = QDir(folder).absolutePath().count(u'/');
    for (int seen = 0; all.hasNext() && seen < mostFiles; ++seen) {
        const QString path = QFileInfo(all.next()).absoluteFilePath();
        if (path.count(u'/') - base <= levels + 1 && understand(all.fileName()))
            files.append(path);
    }
    std::ranges::sort(files, {}, [](const QString &path) { return std::tuple(path.count(u'/'), path.size(), path); });
    return files;
}

// Of the set that a file belongs to.
QString folderOf(const QString &file)
{
    const QDir folder = QFileInfo(file).absoluteDir();
    return understand(folder.dirName()) ? QFileInfo(folder.absolutePath()).absolutePath() : folder.absolutePath();
}

std::vector<IdxSet> setsOf(const QStringList &files)
{
    std::vector<IdxSet> sets;
    for (const QString &path : files) {
        const IdxName name = *understand(QFileInfo(path).fileName());
        const QString place = folderOf(path);
        const auto isOf = [&](const IdxSet &set) { return set.folder == place && set.name == name.rest; };
        auto found = std::ranges::find_if(sets, isOf);
        if (found == sets.end())
            found = sets.insert(sets.end(), IdxSet{ place, name.rest, {} });
        if (QString &slot = found->paths[std::size_t(name.place)]; slot.isEmpty())
            slot = path;
    }
    return sets;
}

} // namespace

bool isIdxName(const QString &name)
{
    return understand(name).has_value();
}

std::vector<IdxSet> idxSets(const QString &folder)
{
    return setsOf(idxFilesIn(folder, mostLevels));
}

IdxSet idxSetOf(const QString &file)
{
    const QString folder = folderOf(file);
    const QString name = understand(QFileInfo(file).fileName())->rest;
    for (IdxSet &set : idxSets(folder))
        if (set.folder == folder && set.name == name)
            return set;
    return { folder, name, {} };
}

bool holdsIdxSet(const QString &folder)
{
    return std::ranges::any_of(setsOf(idxFilesIn(folder, 0)), [](const IdxSet &set) { return missingOf(set).isEmpty(); });
}

QStringList missingOf(const IdxSet &set)
{
    static const QStringList usual{ u"train-images-idx3-ubyte"_s, u"train-labels-idx1-ubyte"_s, u"t10k-images-idx3-ubyte"_s,
                                    u"t10k-labels-idx1-ubyte"_s };
    QStringList missing;
    for (std::size_t i = 0; i < set.paths.size(); ++i)
        if (set.paths[i].isEmpty())
            missing.append(usual[qsizetype(i)]);
    return missing;
}

} // namespace chainrule
