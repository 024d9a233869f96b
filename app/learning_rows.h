// SPDX-License-Identifier: GPL-3.0-or-later
// The rows that a graph learns from on the command line: a table or pictures, and which leaf takes what of them.
#pragma once

#include "app/cli_data.h"
#include "data/sample_table.h"
#include "learning/learning_document.h"

#include <map>
#include <variant>

namespace chainrule {

// Rows that were read, and the columns that fill each leaf, by name.
class LearningRows final
{
public:
    // What --data names: a built-in table, "digits", "mnist", or a file or folder. Throws StorageError, and CliError where a
    // leaf or a column in --bind is not there, or nothing is bound.
    LearningRows(const GraphDocument &document, const DataArguments &data, const std::vector<std::string> &bind);

    Index count() const;
    // The document with its bound leaves as data: of one row, by which their width is known.
    GraphDocument bound(GraphDocument document) const;
    template <class S> std::unique_ptr<Samples<S>> samples(const GraphDocument &document, const CompiledGraph &compiled) const;
    QString line() const; // "data      moons, 200 rows: x from x1, x2; t from t"

private:
    void bind(const GraphDocument &document, const std::vector<std::string> &bind);
    QStringList columnNames() const;
    Index widthOf(const QStringList &columns) const;
    std::vector<double> numbersOf(const QStringList &columns) const;
    bool isPictures() const { return std::holds_alternative<NamedDataset>(m_rows); }

    std::variant<SampleTable, NamedDataset> m_rows;
    QString m_name;
    std::map<QString, QStringList> m_columns; // by leaf
};

extern template std::unique_ptr<Samples<float>> LearningRows::samples(const GraphDocument &, const CompiledGraph &) const;
extern template std::unique_ptr<Samples<double>> LearningRows::samples(const GraphDocument &, const CompiledGraph &) const;

} // namespace chainrule
