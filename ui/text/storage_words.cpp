// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/storage_words.h"

#include "ui/text/document_words.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QLocale>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

struct StorageWords
{
    Q_DECLARE_TR_FUNCTIONS(StorageWords)
};

// The sentence for a kind of error; %1 is the file, %2 the detail.
QString sentence(StorageError::Kind kind)
{
    using Kind = StorageError::Kind;
    switch (kind) {
    case Kind::NotFound:
        return StorageWords::tr("%1 does not exist. Check the name, or choose another one.");
    case Kind::Unreadable:
        return StorageWords::tr("%1 cannot be read (%2). Check that you may read it.");
    case Kind::Unwritable:
        return StorageWords::tr("%1 cannot be written (%2). Check the folder, its permissions and the space left.");
    case Kind::MissingFiles:
        return StorageWords::tr("The folder %1 lacks %2. The four MNIST files, plain or .gz, belong into one folder.");
    case Kind::NoData:
        return StorageWords::tr(
            "%1 holds no data that Chainrule knows. There are: %2. What it knows: the four IDX files of MNIST, "
            "Keras' mnist.npz, a CSV table with a label and pixels in each line, a folder of pictures for "
            "each class.");
    case Kind::SeveralSets:
        return StorageWords::tr(
            "%1 holds more than one data set (%2). Choose the folder, or a file, of the one that is meant.");
    case Kind::BadCell: // cellWords()
        break;
    case Kind::BadTable:
        return StorageWords::tr(
            "%1 is no table of pictures (%2). Each line needs a label and a square number of pixels from 0 to "
            "255, such as 784.");
    case Kind::WebPage:
        return StorageWords::tr("%1 is a web page: the download was answered by a sign-in page. Sign in, and fetch it again.");
    case Kind::WrongMagic:
        return StorageWords::tr("%1 is not the kind of file it should be. Choose another one, or fetch it again.");
    case Kind::Truncated:
        return StorageWords::tr("%1 ends too early. It was probably not copied or downloaded in full; fetch it again.");
    case Kind::TooLong:
        return StorageWords::tr("%1 goes on after its end. It is damaged, or another file than its name says; fetch it again.");
    case Kind::Damaged:
        return StorageWords::tr("%1 is damaged: its checksum or its compressed contents are wrong. Fetch it again.");
    case Kind::BadLabel:
        return StorageWords::tr(
            "%1 has the label %2, which names none of the 10 classes. Chainrule tells at most ten classes apart, "
            "with the labels 0 to 9.");
    case Kind::CountMismatch:
        return StorageWords::tr("%1: the numbers of pictures and labels differ (%2). The two files do not belong together.");
    case Kind::BadDimensions:
        return StorageWords::tr("%1: the pictures have a size that does not fit (%2).");
    case Kind::TooLarge:
        return StorageWords::tr("%1 is larger than Chainrule can hold (%2).");
    case Kind::NoWeights:
        return StorageWords::tr(
            "%1 holds no weights of a two-layer net: two matrices and two biases that fit together. There are: "
            "%2.");
    case Kind::MissingArray:
        return StorageWords::tr("%1 has no array %2. Weights are W1, b1, W2 and b2.");
    case Kind::BadShape:
        return StorageWords::tr("%1: an array has the wrong shape (%2, needed / found).");
    case Kind::BadType:
        return StorageWords::tr("%1: an array holds numbers that a 64-bit float cannot hold exactly (%2).");
    case Kind::NotFinite:
        return StorageWords::tr("%1: the array %2 holds a number that is not finite.");
    case Kind::BadRun:
        return StorageWords::tr("The training run in %1 cannot go on: the file is not whole (%2).");
    case Kind::NewerVersion:
        return StorageWords::tr("%1 was written by a newer Chainrule (format %2). Use that one.");
    case Kind::InUse:
        return StorageWords::tr("%1 is being written by another Chainrule. Wait until that has ended, or choose another name.");
    case Kind::BadDocument:
        return StorageWords::tr("%1 is no graph that can be opened. %2");
    }
    return {};
}

QString cellWords(const QString &path, const QString &detail)
{
    const QStringList parts = detail.split(fieldEnd);
    const QString line = parts.value(0), column = parts.value(1), name = parts.value(2), what = parts.value(3);
    switch (CellFault(parts.value(4).toInt())) {
    case CellFault::NoRows:
        return StorageWords::tr("%1 is an empty table: it needs a line of names, and then a line for each sample.").arg(path);
    case CellFault::NoNumber:
        return StorageWords::tr("%1, line %2: \"%3\" in column %4 (%5) is no number, and the column has numbers.")
            .arg(path, line, what, column, name);
    case CellFault::Unclear:
        return StorageWords::tr(
                   "%1, line %2: \"%3\" in column %4 (%5) can be read in more than one way. Write it without groups.")
            .arg(path, line, what, column, name);
    case CellFault::Gap:
        return StorageWords::tr("%1, line %2: nothing stands in column %3 (%4). Each sample needs something there.")
            .arg(path, line, column, name);
    case CellFault::OpenQuote:
        return StorageWords::tr("%1, line %2: a quotation mark in column %3 does not end, or something follows it.")
            .arg(path, line, column);
    case CellFault::TooMany:
        return StorageWords::tr("%1, line %2: there are more fields than columns have names; the first one too many is \"%3\".")
            .arg(path, line, what);
    case CellFault::TooManyWords:
        return StorageWords::tr("%1, line %2: column %3 (%4) has too many different words to be classes.")
            .arg(path, line, column, name);
    case CellFault::SameName:
        return StorageWords::tr("%1: two columns are called \"%2\". Give column %3 another name.").arg(path, name, column);
    }
    return {};
}

} // namespace

QString words(const StorageError &error)
{
    if (error.kind() == StorageError::Kind::BadCell)
        return cellWords(QDir::toNativeSeparators(error.path()), error.detail());
    if (error.kind() == StorageError::Kind::NotFound && error.path().contains(QChar::ReplacementCharacter))
        return StorageWords::tr("%1 has a name that is not UTF-8, by which nothing can be opened. Rename it, for example with "
                                "convmv, and choose it again.")
            .arg(QDir::toNativeSeparators(error.path()));
    const QString told = error.flaw() ? words(*error.flaw()) : error.detail();
    const QString detail = told.isEmpty() ? StorageWords::tr("no reason was given") : told;
    const QString path = QDir::toNativeSeparators(error.path());
    const QString form = sentence(error.kind());
    QString text = form.contains("%2"_L1) ? form.arg(path, detail) : form.arg(path);
    if (error.offset() < 0)
        return text;
    return StorageWords::tr("%1 (At byte %2.)").arg(text, QLocale().toString(error.offset()));
}

} // namespace chainrule
