// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/curves/run_csv.h"

#include "text/inert_text.h"

#include <array>
#include <charconv>

namespace chainrule {

namespace {

const char *const lineEnd = "\r\n";

void append(QByteArray &csv, auto number)
{
    std::array<char, 32> text;
    const auto end = std::to_chars(text.data(), text.data() + text.size(), number).ptr;
    csv.append(text.data(), end - text.data());
}

QByteArray field(const QString &text)
{
    QByteArray bytes = inertCell(text).toUtf8();
    bytes.replace('"', "\"\"");
    return '"' + bytes + '"';
}

void append(QByteArray &csv, const RunRecord &run, const QByteArray &before)
{
    auto accuracy = run.accuracies.begin();
    for (std::size_t i = 0; i < run.losses.size(); ++i) {
        csv += before;
        append(csv, i);
        csv += ',';
        append(csv, run.losses[i]);
        csv += ',';
        if (accuracy != run.accuracies.end() && std::size_t(accuracy->iteration) == i) {
            append(csv, accuracy->accuracy.training);
            csv += ',';
            append(csv, accuracy->accuracy.test);
            ++accuracy;
        } else {
            csv += ',';
        }
        csv += lineEnd;
    }
}

} // namespace

QByteArray runsAsCsv(const std::vector<RunRecord> &runs)
{
    const bool several = runs.size() > 1;
    QByteArray csv = several ? "run," : "";
    csv += "iteration,loss,training accuracy,test accuracy";
    csv += lineEnd;
    for (const RunRecord &run : runs)
        append(csv, run, several ? field(run.title()) + ',' : QByteArray());
    return csv;
}

} // namespace chainrule
