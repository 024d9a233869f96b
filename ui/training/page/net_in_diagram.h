// SPDX-License-Identifier: GPL-3.0-or-later
// The net of a training run as a document for the diagram, with words that say whose weights and which pictures these are.
#pragma once

#include "ui/training/run/training_answers.h"

#include "learning/mini_batch.h"

namespace chainrule {

// Throws StorageError, see netDocument.
GraphDocument diagramOf(const ModelSnapshot &model, const MiniBatch &pictures);

// The first of these pictures, as many as the built-in digits, which they take the place of; those themselves where the
// pictures are of another size, are fewer, or are none at all (nullptr). `name` is what the data are called.
MiniBatch demonstrated(const Dataset *data, const QString &name);

} // namespace chainrule
