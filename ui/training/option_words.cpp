// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/option_words.h"

#include <QtCore/QCoreApplication>

namespace chainrule {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("OptionWords", text);
}

} // namespace

QString optimiserName(OptimiserKind kind)
{
    switch (kind) {
    case OptimiserKind::Sgd:
        return tr("SGD");
    case OptimiserKind::Momentum:
        return tr("Momentum");
    case OptimiserKind::AdaGrad:
        return tr("AdaGrad");
    case OptimiserKind::Adam:
        return tr("Adam");
    }
    return {};
}

QString initialName(InitialWeights initial, const QString &deviation)
{
    switch (initial) {
    case InitialWeights::Deviation:
        return tr("%1 · N(0, 1)").arg(deviation);
    case InitialWeights::Xavier:
        return tr("Xavier, 1/√n");
    case InitialWeights::He:
        return tr("He, √(2/n)");
    }
    return {};
}

} // namespace chainrule
