// SPDX-License-Identifier: GPL-3.0-or-later
// The folders of resources/ops: everything about each operation but its mathematics.
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QStringList>

#include <string_view>

namespace chainrule {

// A file of an operation's folder: "en.json", "numpy.py", "torch.py", "example.json". Empty when there is none.
QByteArray opFile(std::string_view op, const QString &name);

// The names of all folders, which are ids of operations.
QStringList opFolders();

} // namespace chainrule
