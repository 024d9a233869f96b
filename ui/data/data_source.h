// SPDX-License-Identifier: GPL-3.0-or-later
// Where data come from: made by the program, read from a folder or a file, or downloaded and then read.
#pragma once

#include "digits/dataset.h"

#include <QtCore/QString>

#include <memory>
#include <optional>

namespace chainrule {

struct DataSource
{
    enum class Kind { Digits, Place, MnistDownload };

    Kind kind = Kind::Digits;
    QString place; // a folder, or a file: see loadData(); for Kind::Place

    // "digits", or a folder's name, as after --data.
    static DataSource named(const QString &text);
    // What was chosen last time in this window, as long as it is there; at first the built-in digits.
    static DataSource remembered();
    void remember() const;
};

// Data in memory, and what people call them.
struct LoadedData
{
    std::shared_ptr<const Dataset> data; // nullptr: none yet
    QString name; // "MNIST"
    QString place; // a folder or a file; empty for what is built in
    std::optional<std::uint64_t> splitSeed = {}; // see DataSet
    bool turned = false; // see isTurned()
    bool lying = false; // on their side, as far as one can tell
};

} // namespace chainrule
