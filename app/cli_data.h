// SPDX-License-Identifier: GPL-3.0-or-later
// The data that subcommands work on, and what they are called in the output.
#pragma once

#include "digits/dataset.h"

#include <QtCore/QString>

#include <cstdint>
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
    bool lying = false; // on their side, as far as one can tell
};

struct DataArguments
{
    std::string place; // as it was given; may be empty
    std::uint64_t splitSeed = 1;
    bool turned = false;
};

// Adds --data, --split-seed and --turn; `more` is what else this command takes for data.
void addDataOptions(CLI::App &command, DataArguments &given, const std::string &more = {});
// "digits", or a file or folder; when nothing is given the MNIST that is found, or else the digits. Throws StorageError.
NamedDataset loadData(const DataArguments &given);
// "data      built-in digits, 60,000 training and 10,000 test images".
QString dataLine(const NamedDataset &data);

} // namespace chainrule
