// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/classifier.h"

#include <algorithm>
#include <numeric>

namespace chainrule {

namespace {

template <class S> Index largest(View<const S> logits, Index row)
{
    Index best = 0;
    for (Index c = 1; c < logits.columns; ++c)
        if (logits.at(row, c) > logits.at(row, best))
            best = c;
    return best;
}

NodeId addSoftmax(TwoLayerNet &net)
{
    auto graph = std::make_shared<Graph>(*net.graph);
    const NodeId softmax = graph->add("softmax", { net.logits });
    net.graph = std::move(graph);
    return softmax;
}

Score emptyScore(Index count, Index classes)
{
    return { 0, count, classes, std::vector<Index>(std::size_t(classes * classes)) };
}

void add(Score &score, Index label, Index said)
{
    score.correct += said == label;
    ++score.confusion[std::size_t(label * score.classes + said)];
}

} // namespace

Score scoreOf(const Answers &answers, const LabelledImages &images)
{
    Score score = emptyScore(images.count, answers.classes);
    for (Index image = 0; image < images.count; ++image)
        add(score, images.labels[std::size_t(image)], answers.said[std::size_t(image)]);
    return score;
}

template <class S> Classifier<S>::Classifier(NetSize size, Index atOnce)
    : m_net(makeTwoLayerNet(size, atOnce))
    , m_size(size)
    , m_atOnce(atOnce)
    , m_softmax(addSoftmax(m_net))
    , m_run(m_net.graph, m_softmax)
{
}

template <class S> void Classifier<S>::setParameters(const Parameters<S> &parameters)
{
    chainrule::setParameters(m_run, m_net, parameters);
}

// Neither the loss nor the softmax is asked for.
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

template <class S> template <class Take>
bool Classifier<S>::forEach(Pictures<S> &pictures, Index first, Index count, const std::stop_token &stop, const Take &take)
{
    for (Index begin = first; begin < first + count; begin += m_atOnce) {
        if (stop.stop_requested())
            return false;
        m_chunk.resize(std::size_t(std::min(m_atOnce, first + count - begin)));
        std::iota(m_chunk.begin(), m_chunk.end(), begin);
        pictures.show(m_chunk, m_run, m_net.x);
        forwardToLogits();
        take(begin, std::ssize(m_chunk));
    }
    return true;
}

template <class S> Score Classifier<S>::score(Pictures<S> &pictures)
{
    return score(pictures, 0, pictures.images().count);
}

template <class S> Score Classifier<S>::score(Pictures<S> &pictures, Index first, Index count)
{
    const LabelledImages &images = pictures.images();
    Score score = emptyScore(count, m_size.classes);
    forEach(pictures, first, count, {}, [&](Index begin, Index rows) {
        const View<const S> logits = m_run.value(m_net.logits);
        for (Index row = 0; row < rows; ++row)
            add(score, images.labels[std::size_t(begin + row)], largest(logits, row));
    });
    return score;
}

template <class S> std::optional<Answers> Classifier<S>::answers(const LabelledImages &images, std::stop_token stop)
{
    Pictures<S> pictures(images);
    Answers answers{ m_size.classes, {}, {} };
    const bool all = forEach(pictures, 0, images.count, stop, [&](Index, Index count) {
        m_run.apply({ Step::Kind::Forward, m_softmax });
        for (Index row = 0; row < count; ++row)
            answers.said.push_back(largest(m_run.value(m_net.logits), row));
        const S *first = m_run.value(m_softmax).data;
        answers.probabilities.insert(answers.probabilities.end(), first, first + count * m_size.classes);
    });
    return all ? std::optional(std::move(answers)) : std::nullopt;
}

template class Classifier<float>;
template class Classifier<double>;

} // namespace chainrule
