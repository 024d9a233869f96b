// SPDX-License-Identifier: GPL-3.0-or-later
// The tensors that a graph document names instead of writing them out: a mini-batch of pictures, a net's first weights.
#pragma once

#include "document/graph_document.h"

#include "digits/dataset.h"
#include "training/net.h"

namespace chainrule {

// Labelled pictures, and what people call them: "10 built-in digits". It becomes the document's `data`.
struct MiniBatch
{
    LabelledImages images;
    QString name;
};

// One hand-drawn digit of each class, 28 × 28, part of the program: no data set is needed to look at the net.
MiniBatch builtInBatch();

// The first `count` pictures of a set, or all that it has.
MiniBatch firstOf(const LabelledImages &set, Index count, const QString &name);

// These pictures of a set, in this order.
MiniBatch pick(const LabelledImages &set, std::span<const Index> pictures, const QString &name);

// Gives every leaf with a `from` and no numbers yet its numbers, and the document the name of its data: "images" (N, pixels) by
// 255, "labels" (N, 10) one-hot or (N, 1), and "W1", "b1", "W2", "b2" as a net of these sizes begins (0.01 · N(0, 1) and zeros,
// always the same). Throws DocumentError when a leaf's shape does not fit, or its source is none of these.
void fill(GraphDocument &document, const MiniBatch &batch);
// The same with these parameters.
void fill(GraphDocument &document, const MiniBatch &batch, const Parameters<double> &parameters);

} // namespace chainrule
