// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli_data.h"

#include "app/cli_text.h"

#include "data/data_set.h"
#include "data/lying.h"
#include "data/mnist_folder.h"
#include "digits/digits.h"
#include "text/inert_text.h"

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

constexpr auto digits = "digits";

} // namespace

void addDataOptions(CLI::App &command, DataArguments &given, const std::string &more)
{
    command
        .add_option("--data", given.place,
                    "\"digits\", which are built in, or a file or folder: the four IDX files of MNIST, Keras' mnist.npz, a CSV "
                    "with a label and pixels in each line, a folder of pictures for each class"
                        + more + "; else CHAINRULE_MNIST_DIR, the user's data folder, or the digits")
        ->type_name("FILE|DIR")
        ->check(namesSomething());
    command.add_option("--split-seed", given.splitSeed, "Of data without a test set, of which a seventh is drawn for testing")
        ->capture_default_str()
        ->transform(wholeNumber(0));
    command.add_flag("--turn", given.turned, "Make rows of columns, for pictures that lie on their side, as EMNIST's do");
}

NamedDataset loadData(const DataArguments &given)
{
    const QString place = given.place.empty() ? findMnistFolder() : QString::fromLocal8Bit(given.place);
    if (place.isEmpty() || given.place == digits)
        return { makeDigits(), u"built-in digits"_s };
    const DataSet found = loadData(place, DataOptions{ given.splitSeed, given.turned });
    QString name = found.splitSeed ? u"%1, divided with seed %2"_s.arg(place).arg(*found.splitSeed) : place;
    if (given.turned)
        name += u", turned"_s;
    return { found.data, name, seemToLie(found.data->training) };
}

QString dataLine(const NamedDataset &data)
{
    const QString line = u"data      %1, %2 training and %3 test images"_s.arg(
        inertLine(data.name), QString::number(data.data->training.count), QString::number(data.data->test.count));
    return data.lying ? line + u"\n          They seem to lie on their side: --turn makes rows of columns."_s : line;
}

} // namespace chainrule
