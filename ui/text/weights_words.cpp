// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/weights_words.h"

#include <QtCore/QCoreApplication>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

struct WeightsWords
{
    Q_DECLARE_TR_FUNCTIONS(WeightsWords)
};

} // namespace

QStringList words(const WeightsReading &reading)
{
    QStringList sentences;
    if (reading.foreign)
        sentences.append(WeightsWords::tr("%1, %2, %3 and %4 were taken for W1, b1, W2 and b2.")
                             .arg(reading.names[0], reading.names[1], reading.names[2], reading.names[3]));
    if (reading.turned)
        sentences.append(WeightsWords::tr("Both matrices had a row for each output, and were turned."));
    else if (reading.square)
        sentences.append(WeightsWords::tr("%1 is square: its rows were taken for the hidden units.").arg(reading.names[2]));
    if (!reading.ignored.isEmpty())
        sentences.append(WeightsWords::tr("Not used: %1.", "names of arrays").arg(reading.ignored.join(u", "_s)));
    return sentences;
}

} // namespace chainrule
