// SPDX-License-Identifier: GPL-3.0-or-later
// What reading and writing files throws: what went wrong, with which file, at which byte. Worded for people at the border.
#pragma once

#include "document/document_flaw.h"

#include <exception>
#include <optional>

namespace chainrule {

// What is wrong with a field of a table of samples.
enum class CellFault {
    NoRows, // there is nothing below the names
    NoNumber, // in a column of numbers
    Unclear, // 1.000,5 has more than one reading
    Gap, // nothing stands there
    OpenQuote, // a quote does not end, or something follows it
    TooMany, // fields in a line
    TooManyWords, // different ones, in a column of words
    SameName, // of two columns
};

// Stands between the parts of a detail, and in none of them.
inline constexpr QChar fieldEnd(0x1f);

class StorageError final : public std::exception
{
public:
    enum class Kind {
        NotFound, // no such file or folder
        Unreadable, // there, but the system does not let us read it
        Unwritable, // could not be created, written or moved into place
        MissingFiles, // a folder without the files that belong in it; detail lists them
        NoData, // neither pictures with labels nor a file that has them; detail lists what lies there instead
        SeveralSets, // a folder with more than one data set; detail lists them
        BadCell, // a table of samples with a wrong field; detail: line, column, its name, what stands there, the CellFault
        BadTable, // a .csv that is no table of pictures; detail is the line and what is in it
        WebPage, // what was to be downloaded was answered by a page
        WrongMagic, // not this kind of file at all
        Truncated, // ends before its header says so
        TooLong, // goes on after its header says it ends
        Damaged, // a checksum or a compressed stream is wrong
        BadLabel, // a label at or above the number of classes; detail is the label
        CountMismatch, // as many images as labels are needed; detail is "60000 / 59999"
        BadDimensions, // pictures of a size that does not fit, or no pictures at all; detail tells
        TooLarge, // more than can be held
        NoWeights, // an .npz whose arrays make no two-layer net; detail lists them
        MissingArray, // an .npz without a needed array; detail is its name
        BadShape, // an array of another shape; detail is "W1: (784, 50) / (50, 784)", wanted / found
        BadType, // an array of numbers that a double cannot hold; detail is "W1: <c16"
        NotFinite, // a weight that is NaN or infinite; detail is the array's name
        BadDocument, // no graph that can be opened; see flaw(), which detail sums up
        BadRun, // no training run that can go on; detail tells where: "checksum", "losses", "W1"
        NewerVersion, // of a file that only Chainrule writes; detail is its version
        InUse, // another Chainrule writes it
    };

    StorageError(Kind kind, QString path, qint64 offset = -1, QString detail = {});
    StorageError(const DocumentFlaw &flaw, QString path, qint64 offset = -1); // BadDocument, or TooLarge

    Kind kind() const { return m_kind; }
    const QString &path() const { return m_path; }
    qint64 offset() const { return m_offset; } // bytes into the uncompressed contents, -1 where it has no meaning
    const QString &detail() const { return m_detail; } // names and figures only, no prose
    const std::optional<DocumentFlaw> &flaw() const { return m_flaw; } // of a BadDocument
    const char *what() const noexcept override;

private:
    Kind m_kind;
    QString m_path;
    qint64 m_offset;
    QString m_detail;
    std::optional<DocumentFlaw> m_flaw;
};

} // namespace chainrule
