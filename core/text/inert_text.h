// SPDX-License-Identifier: GPL-3.0-or-later
// Text of a document as it may stand in a file of another language, or on a terminal, and be nothing but text there.
#pragma once

#include <QtCore/QString>

namespace chainrule {

// One line, whoever reads it: what ends a line or steers a terminal is a space, marks of direction and byte order are left
// out, and halves of characters and what Unicode keeps out of texts become U+FFFD, since XML and UTF-8 refuse them.
QString inertLine(const QString &text);

// The same with its line ends, "\n".
QString inertLines(const QString &text);

// For a table that a spreadsheet opens: what it would take for a formula has an apostrophe before it. Numbers stay as they are.
QString inertCell(const QString &text);

} // namespace chainrule
