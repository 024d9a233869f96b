// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli_text.h"

#include "app/cli.h"
#include "text/inert_text.h"
#include "text/number_text.h"
#include "ui/text/number_words.h"
#include "ui/widgets/statistics.h"

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstdio>
#include <iostream>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

constexpr Index mostWritten = 6; // numbers in one cell of a table
constexpr double largestExactInteger = 9007199254740992.0; // 2^53

int outputError = 0; // the first one NOLINT(cppcoreguidelines-avoid-non-const-global-variables): of the one stdout

bool write(std::FILE *file, const QString &text)
{
    errno = 0;
    return std::fputs(qUtf8Printable(text + u'\n'), file) >= 0 && std::fflush(file) == 0;
}

void writeToStdout(const QString &text)
{
    if (!write(stdout, text) && outputError == 0)
        outputError = errno == 0 ? EIO : errno;
}

// Leaves the number as CLI11 reads it.
CLI::Validator numberThat(bool (*fits)(double), const std::string &description)
{
    return CLI::Validator(
        [=](std::string &text) {
            const QString typed = fromStd(text);
            const auto number = parseNumber(typed);
            const auto *fault = std::get_if<NumberFault>(&number);
            if (fault && *fault == NumberFault::Unclear)
                return words(*fault, typed).toStdString();
            if (fault || !fits(std::get<double>(number)))
                return text + " is not " + description;
            text = shortestText(std::get<double>(number)).toStdString();
            return std::string();
        },
        "");
}

} // namespace

CLI::Validator positiveNumber()
{
    return numberThat([](double x) { return x > 0; }, "a finite number above 0");
}

CLI::Validator nonNegativeNumber()
{
    return numberThat([](double x) { return x >= 0; }, "a finite number, 0 or more");
}

CLI::Validator wholeNumber(std::uint64_t least, std::uint64_t most)
{
    const std::string range = std::to_string(least) + " to " + std::to_string(most);
    return CLI::Validator(
        [=](std::string &text) {
            const auto number = parseWholeNumber(fromStd(text));
            const std::uint64_t *value = std::get_if<std::uint64_t>(&number);
            if (!value && std::get<NumberFault>(number) == NumberFault::Unclear)
                return words(NumberFault::Unclear, fromStd(text)).toStdString();
            if (!value || *value < least || *value > most)
                return '"' + text + "\" is not a whole number from " + range + '.';
            text = std::to_string(*value);
            return std::string();
        },
        range);
}

CLI::Validator namesSomething()
{
    return CLI::Validator(
        [](const std::string &name) { return name.empty() ? std::string("The name is empty.") : std::string(); }, "");
}

void writeOut(const QString &text)
{
    writeToStdout(text);
}

int checkedOutput(int exitCode)
{
    if (!std::cout.flush() && outputError == 0)
        outputError = errno == 0 ? EIO : errno;
    if (outputError == 0)
        return exitCode;
    writeError(u"The output could not be written (%1). Check where it goes, and the space left there."_s.arg(
        qt_error_string(outputError)));
    return exitCode == ExitCode::done ? ExitCode::failed : exitCode;
}

void writeError(const QString &text)
{
    write(stderr, inertLines(text)); // it may quote a file that is no text at all
}

void writeJson(const Json &json)
{
    writeToStdout(fromStd(json.dump()));
}

Json jsonNumber(double value)
{
    if (std::isnan(value))
        return "NaN";
    if (std::isinf(value))
        return value > 0 ? "Infinity" : "-Infinity";
    // Whole numbers without ".0"; −0 keeps it, or its sign would be lost on reading.
    if (value == std::floor(value) && std::abs(value) < largestExactInteger && !(value == 0 && std::signbit(value)))
        return std::int64_t(value);
    return value;
}

Json jsonTensor(View<const double> values)
{
    if (values.size() == 1)
        return jsonNumber(values[0]);
    Json rows = Json::array();
    for (Index r = 0; r < values.rows; ++r) {
        Json row = Json::array();
        for (Index c = 0; c < values.columns; ++c)
            row.push_back(jsonNumber(values.at(r, c)));
        rows.push_back(std::move(row));
    }
    return rows;
}

QString exactText(double value)
{
    return std::isfinite(value) ? shortestText(value) : fromStd(jsonNumber(value).get<std::string>());
}

QString exactText(View<const double> values)
{
    if (values.size() == 1)
        return exactText(values[0]);
    if (values.size() > mostWritten)
        return summaryText(Shape(values.rows, values.columns), values);
    QStringList rows;
    for (Index r = 0; r < values.rows; ++r) {
        QStringList row;
        for (Index c = 0; c < values.columns; ++c)
            row.append(exactText(values.at(r, c)));
        rows.append(u'[' + row.join(u", "_s) + u']');
    }
    return u'[' + rows.join(u", "_s) + u']';
}

QString table(QList<QStringList> rows)
{
    for (QStringList &row : rows)
        std::ranges::transform(row, row.begin(), inertLine); // a name that turns direction would take the figures with it
    QList<qsizetype> widths;
    for (const QStringList &row : rows) {
        widths.resize(std::max(widths.size(), row.size()), 0);
        for (qsizetype i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], row[i].size());
    }
    QStringList lines;
    for (const QStringList &row : rows) {
        QString line;
        for (qsizetype i = 0; i < row.size(); ++i)
            line += i + 1 < row.size() ? row[i].leftJustified(widths[i] + 2) : row[i];
        lines.append(line);
    }
    return lines.join(u'\n');
}

QString fromStd(const std::string &text)
{
    return QString::fromStdString(text);
}

} // namespace chainrule
