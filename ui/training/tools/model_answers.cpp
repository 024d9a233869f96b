// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/tools/model_answers.h"

#include <algorithm>

namespace chainrule {

namespace {

template <class S>
std::optional<Answers> ask(const Parameters<S> &parameters, const LabelledImages &pictures, const std::stop_token &stop)
{
    constexpr Index most = 100; // at once
    Classifier<S> classifier(parameters.size, std::clamp<Index>(pictures.count, 1, most));
    classifier.setParameters(parameters);
    return classifier.answers(pictures, stop);
}

} // namespace

std::optional<Answers> answersOf(const ModelSnapshot &model, const LabelledImages &pictures, const std::stop_token &stop)
{
    if (model.parameters.size.inputs != pictures.pixelsEach())
        return std::nullopt;
    return model.precision == Precision::Double ? ask(model.parameters, pictures, stop)
                                                : ask(converted<float>(model.parameters), pictures, stop);
}

} // namespace chainrule
