// SPDX-License-Identifier: GPL-3.0-or-later
// Runs as a table that a spreadsheet or NumPy reads.
#pragma once

#include "ui/training/history/run_history.h"

#include <QtCore/QByteArray>

namespace chainrule {

// RFC 4180, UTF-8: a line for every iteration, with the accuracies where they were taken. The shortest numbers that read back
// as the same doubles; "nan" and "inf" as they are. Of several runs the first column is the run's name, which is
// nothing but text in a spreadsheet.
QByteArray runsAsCsv(const std::vector<RunRecord> &runs);

} // namespace chainrule
