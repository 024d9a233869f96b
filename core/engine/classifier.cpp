// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/classifier.h"

#include <algorithm>

namespace chainrule {

namespace {

// Large enough to spend the time in the product, small enough to stay in the cache.
constexpr Index chunk = 100;

template <class S> Index largest(View<const S> logits, Index row)
{
    Index best = 0;
    for (Index c = 1; c < logits.columns; ++c)
        if (logits.at(row, c) > logits.at(row, best))
            best = c;
    return best;
}

} // namespace

template <class S> void writePixels(const LabelledImages &images, Index image, S *row)
{
    const std::uint8_t *pixels = images.pixels.data() + image * images.pixelsEach();
    std::transform(pixels, pixels + images.pixelsEach(), row, [](std::uint8_t p) { return S(p) / S(255); });
}

template <class S>
Classifier<S>::Classifier(NetSize size)
    : m_net(makeTwoLayerNet(size, chunk))
    , m_size(size)
    , m_run(m_net.graph, m_net.logits)
{
}

template <class S> void Classifier<S>::setParameters(const Parameters<S> &parameters)
{
    chainrule::setParameters(m_run, m_net, parameters);
}

template <class S> Score Classifier<S>::score(const LabelledImages &images)
{
    Score score{ 0, images.count, m_size.classes, {} };
    score.confusion.assign(std::size_t(m_size.classes * m_size.classes), 0);
    for (Index begin = 0; begin < images.count; begin += chunk) {
        const Index end = std::min(images.count, begin + chunk);
        const View<S> x = m_run.edit(m_net.x);
        for (Index i = begin; i < end; ++i)
            writePixels(images, i, &x.at(i - begin, 0));
        m_run.forward();
        for (Index i = begin; i < end; ++i) {
            const Index said = largest(m_run.value(m_net.logits), i - begin);
            const Index label = images.labels[std::size_t(i)];
            score.correct += said == label;
            ++score.confusion[std::size_t(label * m_size.classes + said)];
        }
    }
    return score;
}

template class Classifier<float>;
template class Classifier<double>;
template void writePixels(const LabelledImages &, Index, float *);
template void writePixels(const LabelledImages &, Index, double *);

} // namespace chainrule
