// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/page/divergence_words.h"

#include "ui/text/numbers.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>

#include <cmath>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

using What = NonFiniteNumber::What;

struct DivergenceWords
{
    Q_DECLARE_TR_FUNCTIONS(DivergenceWords)
};

QString culprit(const Divergence &divergence)
{
    switch (divergence.what) {
    case What::Update:
        return DivergenceWords::tr("the update of %1 went beyond the largest number there is").arg(divergence.node);
    case What::Gradient:
        return DivergenceWords::tr("the gradient of %1 went beyond the largest number there is").arg(divergence.node);
    case What::Value:
        break;
    }
    if (divergence.node.isEmpty() || divergence.node == "loss"_L1)
        return DivergenceWords::tr("the loss is no longer a finite number");
    return DivergenceWords::tr("the value of %1 went beyond the largest number there is").arg(divergence.node);
}

QString help(const std::optional<ProposedRate> &rate)
{
    if (!rate)
        return DivergenceWords::tr("A learning rate with which their loss falls is being looked for, on a copy of the net.");
    if (!rate->tried)
        return DivergenceWords::tr("No learning rate was found with which their loss falls: %1 is merely a smaller one.")
            .arg(displayNumber(rate->rate));
    return DivergenceWords::tr("With a learning rate of %1 their loss falls: that was tried on a copy of the net.")
        .arg(displayNumber(rate->rate));
}

} // namespace

QString words(const Divergence &divergence)
{
    if (divergence.dead)
        return DivergenceWords::tr(
                   "Paused at iteration %1, with a learning rate of %2: every ReLU of the hidden layer gives 0, so no gradient "
                   "comes through to W1, and the loss is %3.")
            .arg(QLocale().toString(qlonglong(divergence.iteration)), displayNumber(divergence.learningRate),
                 displayNumber(divergence.loss));
    return DivergenceWords::tr("Paused at iteration %1, with a learning rate of %2: %3, and the loss is %4.")
        .arg(QLocale().toString(qlonglong(divergence.iteration)), displayNumber(divergence.learningRate), culprit(divergence),
             displayNumber(divergence.loss));
}

QString advice(const Divergence &divergence, const std::optional<ProposedRate> &rate)
{
    const QString cause = divergence.goodIterations == 0
        ? DivergenceWords::tr(
            "The steps were so long that the weights ran away from the start; the last good ones are the initial "
            "weights.")
        : DivergenceWords::tr(
            "The steps were so long that the weights ran away; the last good ones are those after %Ln iterations.", nullptr,
            int(divergence.goodIterations));
    return cause + u' ' + help(rate);
}

} // namespace chainrule
