// SPDX-License-Identifier: GPL-3.0-or-later
// The forward half of the two-layer net over many pictures: what does the net say?
#pragma once

#include "engine/net.h"
#include "engine/pictures.h"

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

template <class S> class Classifier final
{
public:
    explicit Classifier(NetSize size);

    void setParameters(const Parameters<S> &parameters); // of the same size
    // Pictures of size.inputs pixels. The largest logit wins, the first one in a tie; NaN never does.
    Score score(const LabelledImages &images);
    Score score(Pictures<S> &pictures); // the same, sooner from the second time on

private:
    void forwardToLogits();

    TwoLayerNet m_net;
    NetSize m_size;
    Run<S> m_run;
    std::vector<Index> m_chunk; // the pictures in the run
};

extern template class Classifier<float>;
extern template class Classifier<double>;

} // namespace chainrule
