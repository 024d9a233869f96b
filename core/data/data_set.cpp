// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/data_set.h"

#include "data/idx.h"
#include "data/idx_names.h"
#include "data/picture_arrays.h"
#include "data/picture_folders.h"
#include "data/picture_table.h"
#include "data/split.h"
#include "data/training_and_test.h"
#include "files/gz_contents.h"
#include "files/storage_error.h"
#include "files/web_page.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QRegularExpression>

#include <algorithm>

namespace chainrule {

namespace {

using namespace Qt::StringLiterals;
using Kind = StorageError::Kind;

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

// How a file or a folder of the two sets is called, among other words; not "latest.csv" and not "constraints.csv".
const QStringList &trainingWords()
{
    static const QStringList words{ u"train"_s, u"training"_s, u"trainset"_s };
    return words;
}

const QStringList &testWords()
{
    static const QStringList words{ u"test"_s, u"testing"_s, u"testset"_s, u"t10k"_s, u"val"_s, u"valid"_s, u"validation"_s };
    return words;
}

bool hasWord(const QString &name, const QStringList &words)
{
    static const QRegularExpression between(uR"([^a-z0-9]+)"_s), hump(uR"(([a-z0-9])([A-Z]))"_s);
    const QStringList parts = QString(name).replace(hump, u"\\1 \\2"_s).toLower().split(between);
    return std::ranges::any_of(parts, [&words](const QString &part) { return words.contains(part); });
}

QStringList filesIn(const QString &folder, bool (*isOne)(const QString &))
{
    QStringList paths;
    for (const QFileInfo &file : QDir(folder).entryInfoList(QDir::Files, QDir::Name))
        if (isOne(file.fileName()))
            paths.append(file.absoluteFilePath());
    return paths;
}

// Two sets, or one that is to be divided. Without data when it was stopped.
DataSet together(LabelledImages training, std::optional<LabelledImages> test, const QString &place, const DataOptions &options,
                 const std::stop_token &stop)
{
    if (stop.stop_requested())
        return {};
    if (test)
        return { joined(std::move(training), std::move(*test), place), place };
    if (training.count < 2)
        throw StorageError(Kind::BadDimensions, place, -1, QString::number(training.count));
    return { std::make_shared<Dataset>(split(training, options.splitSeed)), place, options.splitSeed };
}

// One at most: which of several is meant nobody knows.
QString onlyOne(const QStringList &paths, const QString &folder)
{
    if (paths.size() > 1) {
        QStringList names;
        for (const QString &path : paths)
            names.append(QFileInfo(path).fileName());
        throw StorageError(Kind::SeveralSets, folder, -1, names.join(u", "_s));
    }
    return paths.value(0);
}

// The tables in a folder: one, or one to learn from and one to test with. Kaggle's test.csv has no labels.
struct Tables
{
    QString training, test; // empty where there is none
};

Tables tablesIn(const QString &folder)
{
    QStringList training, test, others;
    const QStringList all = filesIn(folder, isTable);
    for (const QString &path : all) {
        const QString name = QFileInfo(path).fileName();
        const bool packed = path.endsWith(".gz"_L1) && all.contains(path.chopped(3)); // the same once more
        if (!packed && isPictureTable(path))
            (hasWord(name, trainingWords()) ? training : hasWord(name, testWords()) ? test : others).append(path);
    }
    const Tables found{ onlyOne(training.isEmpty() ? others : training, folder), onlyOne(test, folder) };
    return found.training.isEmpty() ? Tables{ found.test, {} } : found;
}

DataSet loadTables(const Tables &tables, const QString &place, const DataOptions &options, const std::stop_token &stop)
{
    LabelledImages training = loadPictureTable(tables.training, stop);
    std::optional<LabelledImages> test;
    if (!tables.test.isEmpty())
        test = loadPictureTable(tables.test, stop);
    return together(std::move(training), std::move(test), place, options, stop);
}

// Of the usual names for the two sets the one that is there.
QString subfolder(const QString &folder, const QStringList &names)
{
    for (const QFileInfo &info : QDir(folder).entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot))
        if (names.contains(info.fileName().toLower()))
            return info.absoluteFilePath();
    return {};
}

// A folder for each class in train/ and test/, or in one folder that is to be divided. Without data where there are none.
DataSet loadFolders(const QString &folder, const DataOptions &options, const std::stop_token &stop)
{
    const QString train = subfolder(folder, trainingWords());
    const QString test = subfolder(folder, testWords());
    const bool apart = !train.isEmpty() && !classFolders(train).isEmpty();
    const QString training = apart ? train : folder;
    if (!apart && classFolders(folder).size() < 2)
        return {};
    const QStringList classes = classesIn(training);
    LabelledImages images = loadPictureFolders(training, classes, stop);
    std::optional<LabelledImages> tested;
    if (apart && !test.isEmpty() && !classFolders(test).isEmpty())
        tested = loadPictureFolders(test, classes, stop);
    DataSet found = together(std::move(images), std::move(tested), folder, options, stop);
    if (found.data && classes.front() != u"0"_s)
        for (const QString &name : classes)
            found.data->names.push_back(name.toStdString());
    return found;
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
    QStringList archives = filesIn(folder, isArchive);
    archives.removeIf([](const QString &path) { return !holdsPictureArrays(path); });
    if (const QString archive = onlyOne(archives, folder); !archive.isEmpty())
        return { loadPictureArrays(archive), place };
    if (const Tables tables = tablesIn(folder); !tables.training.isEmpty())
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
        const IdxSet set = idxSetOf(place);
        if (const QStringList missing = missingOf(set); !missing.isEmpty())
            throw StorageError(Kind::MissingFiles, set.folder, -1, missing.join(u", "_s));
        const bool alone = idxSets(set.folder).size() == 1;
        return { loadIdxFiles(set.paths, stop), alone ? set.folder : place };
    }
    if (isArchive(path))
        return { loadPictureArrays(path), place };
    if (isTable(path))
        return loadTables({ path, {} }, place, options, stop);
    refuseFile(path);
}

} // namespace

DataSet loadData(const QString &path, const DataOptions &options, const std::stop_token &stop)
{
    const QFileInfo info(path);
    if (!info.exists())
        throw StorageError(Kind::NotFound, path);
    DataSet found = info.isDir() ? loadFolder(path, options, stop) : loadFile(path, options, stop);
    if (found.data && options.turned)
        turn(*found.data);
    return found;
}

bool holdsPictures(const QString &path)
{
    return isArchive(path) ? holdsPictureArrays(path) : isTable(path) || isIdxName(QFileInfo(path).fileName());
}

} // namespace chainrule
