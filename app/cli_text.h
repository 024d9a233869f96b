// SPDX-License-Identifier: GPL-3.0-or-later
// What the subcommands share: writing, JSON numbers, checks of options, errors in people's words.
#pragma once

#include "engine/tensor.h"

#include <QtCore/QStringList>

#include <nlohmann/json.hpp>

#include <CLI/CLI.hpp>

#include <cstdint>
#include <exception>
#include <limits>

namespace chainrule {

using Json = nlohmann::ordered_json;

// A command that ends with a message on stderr and an exit code.
class CliError final : public std::exception
{
public:
    CliError(int exitCode, QString message)
        : m_exitCode(exitCode)
        , m_message(std::move(message))
    {
    }

    int exitCode() const { return m_exitCode; }
    const QString &message() const { return m_message; }

private:
    int m_exitCode;
    QString m_message;
};

void writeOut(const QString &text); // to stdout, with a line end
void writeError(const QString &text); // to stderr, with a line end
void writeJson(const Json &json);
// The exit code of a command that has ended so. It has failed when not all of its output could be written, and says why.
int checkedOutput(int exitCode);

// The shortest number that reads back exactly; "NaN", "Infinity" and "-Infinity" as strings, since JSON has none.
Json jsonNumber(double value);
// A scalar as a number, a matrix as an array of rows.
Json jsonTensor(View<const double> values);
// The same figures as text for tables; of a large matrix its shape and its largest number.
QString exactText(double value);
QString exactText(View<const double> values);

// Columns padded to the same width, two spaces between them.
QString table(QList<QStringList> rows);

QString fromStd(const std::string &text);

// For transform(): checks that an option is a number above 0, or at least 0, as numbers are typed everywhere.
CLI::Validator positiveNumber();
CLI::Validator nonNegativeNumber();
// For transform(): checks that an option is a whole number in digits alone, from `least` to `most`: CLI11 itself takes what
// is too large for the largest, and 010 for 8.
CLI::Validator wholeNumber(std::uint64_t least, std::uint64_t most = std::numeric_limits<std::uint64_t>::max());
// Checks that the name of a file, a folder or a demo is not empty: it would be taken for one that was not given.
CLI::Validator namesSomething();

} // namespace chainrule
