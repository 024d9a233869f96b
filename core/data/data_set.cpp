// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/data_set.h"

#include "data/idx_names.h"
#include "data/picture_arrays.h"
#include "data/picture_folders.h"
#include "data/picture_table.h"
#include "data/split.h"
#include "files/gz_contents.h"
#include "files/idx.h"
#include "files/storage_error.h"
#include "files/web_page.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>

#include <algorithm>

namespace chainrule {

namespace {

using namespace Qt::StringLiterals;
using Kind = StorageError::Kind;

QString sizeText(const LabelledImages &images)
{
    return u"%1 × %2"_s.arg(images.rows).arg(images.columns);
}

// The first names of what is there, for who expected something else.
QString contentsOf(const QString &folder)
{
    constexpr qsizetype most = 6;
    QStringList names = QDir(folder).entryList(QDir::AllEntries | QDir::NoDotAndDotDot, QDir::Name | QDir::DirsFirst);
    const qsizetype more = names.size() - most;
    if (more > 0) {
        names.resize(most);
        names.append(u"… (+%1)"_s.arg(more));
    }
    return names.isEmpty() ? u"–"_s : names.join(u", "_s);
}

bool isTable(const QString &path)
{
    return path.endsWith(".csv"_L1, Qt::CaseInsensitive) || path.endsWith(".csv.gz"_L1, Qt::CaseInsensitive);
}

bool isArchive(const QString &path)
{
    return path.endsWith(".npz"_L1, Qt::CaseInsensitive);
}

// Two sets, or one that is to be divided: an empty second one.
DataSet together(LabelledImages training, LabelledImages test, const QString &place, const DataOptions &options)
{
    if (training.count == 0)
        return {}; // stopped
    if (test.count == 0) {
        if (training.count < 2)
            throw StorageError(Kind::BadDimensions, place, -1, QString::number(training.count));
        return { std::make_shared<Dataset>(split(training, options.splitSeed)), place, options.splitSeed };
    }
    if (sizeText(training) != sizeText(test))
        throw StorageError(Kind::BadDimensions, place, -1, sizeText(training) + u" / "_s + sizeText(test));
    auto data = std::make_shared<Dataset>(Dataset{ std::move(training), std::move(test) });
    data->classes = classesOf(*data);
    return { data, place };
}

DataSet loadTables(const QStringList &tables, const QString &place, const DataOptions &options, const std::stop_token &stop)
{
    LabelledImages training = loadPictureTable(tables.front(), stop);
    LabelledImages test = tables.size() > 1 ? loadPictureTable(tables.back(), stop) : LabelledImages();
    return together(std::move(training), std::move(test), place, options);
}

// The tables in a folder: one, or one to learn from and one to test with. Kaggle's test.csv has no labels.
QStringList tablesIn(const QString &folder)
{
    QStringList training, test, others;
    for (const QFileInfo &file : QDir(folder).entryInfoList(QDir::Files, QDir::Name)) {
        if (!isTable(file.fileName()) || !isPictureTable(file.absoluteFilePath()))
            continue;
        const QString name = file.fileName().toLower();
        (name.contains("train"_L1) ? training : name.contains("test"_L1) ? test : others).append(file.absoluteFilePath());
    }
    if (training.isEmpty())
        training = others;
    if (training.size() > 1)
        throw StorageError(Kind::SeveralSets, folder, -1, training.join(u", "_s));
    return training.isEmpty() ? test.first(std::min<qsizetype>(1, test.size()))
                              : training + test.first(std::min<qsizetype>(1, test.size()));
}

// Of the usual names for the two sets the one that is there.
QString subfolder(const QString &folder, const QStringList &names)
{
    for (const QFileInfo &info : QDir(folder).entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot))
        if (names.contains(info.fileName().toLower()))
            return info.absoluteFilePath();
    return {};
}

DataSet loadFolders(const QString &folder, const DataOptions &options, const std::stop_token &stop)
{
    const QString training = subfolder(folder, { u"train"_s, u"training"_s });
    const QString test = subfolder(folder, { u"test"_s, u"testing"_s, u"val"_s, u"valid"_s, u"validation"_s });
    if (!training.isEmpty() && !classFolders(training).isEmpty()) {
        LabelledImages all = loadPictureFolders(training, stop);
        const bool tested = !test.isEmpty() && !classFolders(test).isEmpty();
        return together(std::move(all), tested ? loadPictureFolders(test, stop) : LabelledImages(), folder, options);
    }
    return classFolders(folder).size() < 2 ? DataSet() : together(loadPictureFolders(folder, stop), {}, folder, options);
}

// Of a whole set; nothing where there is none.
DataSet loadIdxSet(const std::vector<IdxSet> &sets, const QString &folder, const std::stop_token &stop)
{
    std::vector<IdxSet> whole;
    std::ranges::copy_if(sets, std::back_inserter(whole), [](const IdxSet &set) { return missingOf(set).isEmpty(); });
    const auto uppermost =
        std::ranges::count_if(whole, [&whole](const IdxSet &set) { return set.folder == whole.front().folder; });
    if (uppermost > 1 || (!whole.empty() && whole.size() > 1 && whole.front().folder != QDir(folder).absolutePath())) {
        QStringList names;
        for (const IdxSet &set : whole)
            names.append(set.name.isEmpty() ? QDir(set.folder).dirName() : set.name);
        names.sort();
        throw StorageError(Kind::SeveralSets, folder, -1, names.join(u", "_s));
    }
    return whole.empty() ? DataSet() : DataSet{ loadIdxFiles(whole.front().paths, stop), QDir(folder).absolutePath() };
}

DataSet loadFolder(const QString &folder, const DataOptions &options, const std::stop_token &stop)
{
    const QFileInfo info(folder);
    if (!info.isReadable() || !info.isExecutable())
        throw StorageError(Kind::Unreadable, folder);
    const QString place = QDir(folder).absolutePath();
    const std::vector<IdxSet> sets = idxSets(folder);
    if (DataSet found = loadIdxSet(sets, folder, stop); found.data || stop.stop_requested())
        return found;
    for (const QFileInfo &file : QDir(folder).entryInfoList({ u"*.npz"_s }, QDir::Files))
        if (holdsPictureArrays(file.absoluteFilePath()))
            return { loadPictureArrays(file.absoluteFilePath()), place };
    if (const QStringList tables = tablesIn(folder); !tables.isEmpty())
        return loadTables(tables, place, options, stop);
    if (DataSet found = loadFolders(place, options, stop); found.data || stop.stop_requested())
        return found;
    if (!sets.empty())
        throw StorageError(Kind::MissingFiles, folder, -1, missingOf(sets.front()).join(u", "_s));
    throw StorageError(Kind::NoData, folder, -1, contentsOf(folder));
}

[[noreturn]] void refuseFile(const QString &path)
{
    const bool page = looksLikeWebPage(GzContents(path, {}).head());
    if (page)
        throw StorageError(Kind::WebPage, path);
    throw StorageError(Kind::NoData, path, -1, QFileInfo(path).fileName());
}

DataSet loadFile(const QString &path, const DataOptions &options, const std::stop_token &stop)
{
    const QString place = QFileInfo(path).absoluteFilePath();
    if (isIdxName(QFileInfo(path).fileName())) {
        const QString folder = idxFolderOf(path);
        std::vector<IdxSet> sets = idxSets(folder);
        const auto isOther = [&place](const IdxSet &set) { return std::ranges::find(set.paths, place) == set.paths.end(); };
        const bool alone = sets.size() == 1;
        std::erase_if(sets, isOther);
        if (sets.empty() || !missingOf(sets.front()).isEmpty())
            throw StorageError(Kind::MissingFiles, folder, -1, missingOf(sets.empty() ? IdxSet() : sets.front()).join(u", "_s));
        return { loadIdxFiles(sets.front().paths, stop), alone ? folder : place };
    }
    if (isArchive(path))
        return { loadPictureArrays(path), place };
    if (isTable(path))
        return loadTables({ path }, place, options, stop);
    refuseFile(path);
}

} // namespace

DataSet loadData(const QString &path, const DataOptions &options, const std::stop_token &stop)
{
    const QFileInfo info(path);
    if (!info.exists())
        throw StorageError(Kind::NotFound, path);
    DataSet found = info.isDir() ? loadFolder(path, options, stop) : loadFile(path, options, stop);
    if (found.data && options.turned) {
        auto turned = std::make_shared<Dataset>(*found.data);
        turn(turned->training);
        turn(turned->test);
        found.data = std::move(turned);
    }
    return found;
}

bool holdsPictures(const QString &path)
{
    return isArchive(path) ? holdsPictureArrays(path) : isTable(path) || isIdxName(QFileInfo(path).fileName());
}

} // namespace chainrule
