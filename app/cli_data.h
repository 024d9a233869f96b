// SPDX-License-Identifier: GPL-3.0-or-later
// The data that subcommands work on, and what they are called in the output.
#pragma once

#include "digits/dataset.h"

#include <QtCore/QString>

#include <memory>
#include <string>

namespace CLI {
class App;
}

namespace chainrule {

struct NamedDataset
{
    std::shared_ptr<const Dataset> data;
    QString name; // "built-in digits", or the folder
};

// Adds --data.
void addDataOption(CLI::App &command, std::string &given);
// "digits", or a file or folder; when nothing is given the MNIST that is found, or else the digits. Throws StorageError.
NamedDataset loadData(const std::string &given);
// "data      built-in digits, 60,000 training and 10,000 test images".
QString dataLine(const NamedDataset &data);

} // namespace chainrule
