// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/classifier.h"

#include <algorithm>
#include <numeric>

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

template <class S> Classifier<S>::Classifier(NetSize size)
    : m_net(makeTwoLayerNet(size, chunk))
    , m_size(size)
    , m_run(m_net.graph, m_net.logits)
{
}

template <class S> void Classifier<S>::setParameters(const Parameters<S> &parameters)
{
    chainrule::setParameters(m_run, m_net, parameters);
}

// The loss is not asked for.
template <class S> void Classifier<S>::forwardToLogits()
{
    for (NodeId node = 0; node <= m_net.logits; ++node)
        if (!m_net.graph->isLeaf(node))
            m_run.apply({ Step::Kind::Forward, node });
}

template <class S> Score Classifier<S>::score(const LabelledImages &images)
{
    Pictures<S> pictures(images);
    return score(pictures);
}

template <class S> Score Classifier<S>::score(Pictures<S> &pictures)
{
    const LabelledImages &images = pictures.images();
    Score score{ 0, images.count, m_size.classes, {} };
    score.confusion.assign(std::size_t(m_size.classes * m_size.classes), 0);
    for (Index begin = 0; begin < images.count; begin += chunk) {
        m_chunk.resize(std::size_t(std::min(chunk, images.count - begin)));
        std::iota(m_chunk.begin(), m_chunk.end(), begin);
        pictures.show(m_chunk, m_run, m_net.x);
        forwardToLogits();
        for (const Index image : m_chunk) {
            const Index said = largest(m_run.value(m_net.logits), image - begin);
            const Index label = images.labels[std::size_t(image)];
            score.correct += said == label;
            ++score.confusion[std::size_t(label * m_size.classes + said)];
        }
    }
    return score;
}

template class Classifier<float>;
template class Classifier<double>;

} // namespace chainrule
