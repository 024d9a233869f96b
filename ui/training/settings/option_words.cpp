// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/settings/option_words.h"

#include <QtCore/QCoreApplication>

namespace chainrule {

namespace {

struct OptionWords
{
    Q_DECLARE_TR_FUNCTIONS(OptionWords)
};

} // namespace

QString optimiserName(OptimiserKind kind)
{
    switch (kind) {
    case OptimiserKind::Sgd:
        return OptionWords::tr("SGD");
    case OptimiserKind::Momentum:
        return OptionWords::tr("Momentum");
    case OptimiserKind::AdaGrad:
        return OptionWords::tr("AdaGrad");
    case OptimiserKind::Adam:
        return OptionWords::tr("Adam");
    }
    return {};
}

QString initialName(InitialWeights initial, const QString &deviation)
{
    switch (initial) {
    case InitialWeights::Deviation:
        return OptionWords::tr("%1 · N(0, 1)").arg(deviation);
    case InitialWeights::Xavier:
        return OptionWords::tr("Xavier, 1/√n");
    case InitialWeights::He:
        return OptionWords::tr("He, √(2/n)");
    }
    return {};
}

} // namespace chainrule
