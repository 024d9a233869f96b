// SPDX-License-Identifier: GPL-3.0-or-later
// Samples as a table: a row each, columns of numbers with names. From a CSV with a header.
#pragma once

#include "engine/tensor.h"

#include <QtCore/QString>
#include <QtCore/QStringList>

#include <stop_token>
#include <vector>

namespace chainrule {

struct SampleColumn
{
    QString name;
    std::vector<double> numbers; // one a row
    QStringList classes = {}; // of a column of words: its numbers are places in this list
};

struct SampleTable
{
    std::vector<SampleColumn> columns; // all of as many numbers

    Index rows() const { return columns.empty() ? 0 : std::ssize(columns.front().numbers); }
    const SampleColumn *column(const QString &name) const; // nullptr when there is none
    QStringList names() const;
};

// Comma, semicolon or tab between the fields, which may be quoted; a decimal comma where semicolons or tabs are between. The
// first line has the names, or numbers: then the columns are called c1, c2 … A column whose first field is no number has
// words, at most 1,000 different ones: classes in the order in which they come. Plain or compressed, at most 512 MiB. Throws
// StorageError: BadCell with row, column and what stands there, Unreadable … What was stopped has no columns.
SampleTable loadTable(const QString &path, const std::stop_token &stop = {});
// The same of a file's contents; the path is for errors.
SampleTable readTable(QByteArrayView contents, const QString &path, const std::stop_token &stop = {});

} // namespace chainrule
