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

QString advice(const Divergence &divergence)
{
    if (divergence.goodIterations == 0)
        return DivergenceWords::tr("The steps were so long that the weights ran away from the start. Shorter steps begin at "
                                   "the initial weights. A learning "
                                   "rate with which the loss falls is found by trying, on a copy of the net.");
    return DivergenceWords::tr(
        "The steps were so long that the weights ran away. The last good weights are those after %Ln iterations. A learning "
        "rate with which their loss falls is found by trying, on a copy of the net.",
        nullptr, int(divergence.goodIterations));
}

} // namespace chainrule
