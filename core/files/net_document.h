// SPDX-License-Identifier: GPL-3.0-or-later
// The two-layer net of a training run as a graph to be stepped through: its weights as they are, on these pictures.
#pragma once

#include "learning/mini_batch.h"

#include "training/net.h"

namespace chainrule {

// The demo "two_layer" with the sizes and numbers of this net and as many rows as there are pictures; it has no id, since it
// is no demo. Its loss is the trainer's on that mini-batch. Throws StorageError (BadDocument) when the pictures are not of
// the net's size, or a label is none of its classes.
GraphDocument netDocument(const Parameters<double> &parameters, const MiniBatch &batch);

} // namespace chainrule
