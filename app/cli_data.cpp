// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli_data.h"

#include "app/cli_text.h"

#include "data/data_set.h"
#include "data/mnist_folder.h"
#include "digits/digits.h"
#include "text/inert_text.h"

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

constexpr auto digits = "digits";

} // namespace

void addDataOption(CLI::App &command, std::string &given)
{
    command
        .add_option("--data", given,
                    "\"digits\", which are built in, or a file or folder: the four IDX files of MNIST, Keras' mnist.npz, a CSV "
                    "with a label and pixels in each line, a folder of pictures for each class; else CHAINRULE_MNIST_DIR, the "
                    "user's data folder, or the digits")
        ->type_name("FILE|DIR")
        ->check(namesSomething());
}

NamedDataset loadData(const std::string &given)
{
    const QString folder = given.empty() ? findMnistFolder() : QString::fromLocal8Bit(given);
    if (folder.isEmpty() || given == digits)
        return { makeDigits(), u"built-in digits"_s };
    const DataSet found = loadData(folder, DataOptions());
    const QString name = found.splitSeed ? u"%1, divided with seed %2"_s.arg(folder).arg(*found.splitSeed) : folder;
    return { found.data, name };
}

QString dataLine(const NamedDataset &data)
{
    return u"data      %1, %2 training and %3 test images"_s.arg(
        inertLine(data.name), QString::number(data.data->training.count), QString::number(data.data->test.count));
}

} // namespace chainrule
