// SPDX-License-Identifier: GPL-3.0-or-later
// The forward half of the two-layer net over many pictures: what does the net say?
#pragma once

#include "training/net.h"
#include "training/pictures.h"

#include <optional>
#include <stop_token>

namespace chainrule {

// How a net with given parameters classifies a set of pictures.
struct Score
{
    Index correct = 0;
    Index count = 0;
    Index classes = 0;
    std::vector<Index> confusion; // classes × classes: row is the label, column what the net said

    double accuracy() const { return count == 0 ? 0.0 : double(correct) / double(count); }
};

// What a net says to each of some pictures.
struct Answers
{
    Index classes = 0;
    std::vector<Index> said; // count; the largest logit, the first one in a tie
    std::vector<double> probabilities; // count × classes: softmax of the logits

    Index count() const { return std::ssize(said); }
    double probability(Index picture, Index of) const { return probabilities[std::size_t(picture * classes + of)]; }
};

// `answers` to all of these pictures, counted.
Score scoreOf(const Answers &answers, const LabelledImages &images);

template <class S> class Classifier final
{
public:
    // So many pictures are classified at once.
    explicit Classifier(NetSize size, Index atOnce = usualChunk);

    void setParameters(const Parameters<S> &parameters); // of the same size
    // Pictures of size.inputs pixels. The largest logit wins, the first one in a tie; NaN never does.
    Score score(const LabelledImages &images);
    Score score(Pictures<S> &pictures); // the same, sooner from the second time on
    Score score(Pictures<S> &pictures, Index first, Index count); // of so many of them
    // Picture by picture; labels are not looked at. Nothing when it was asked to stop.
    std::optional<Answers> answers(const LabelledImages &images, std::stop_token stop = {});

private:
    // Large enough to spend the time in the product, small enough to stay in the cache.
    static constexpr Index usualChunk = 100;

    void forwardToLogits();
    // In blocks: `take` is given the first picture and how many there are, when their logits are there.
    template <class Take>
    bool forEach(Pictures<S> &pictures, Index first, Index count, const std::stop_token &stop, const Take &take);

    TwoLayerNet m_net;
    NetSize m_size;
    Index m_atOnce;
    NodeId m_softmax; // of the logits, applied when probabilities are wanted
    Run<S> m_run;
    std::vector<Index> m_chunk; // the pictures in the run
};

extern template class Classifier<float>;
extern template class Classifier<double>;

} // namespace chainrule
