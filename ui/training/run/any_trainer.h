// SPDX-License-Identifier: GPL-3.0-or-later
// A trainer of either precision, with its accuracy taken in pieces so that the thread stays attentive.
#pragma once

#include "ui/training/run/training_answers.h"

#include <memory>
#include <optional>

namespace chainrule {

class AnyTrainer
{
public:
    // Throws std::bad_alloc for a net that does not fit into memory.
    static std::unique_ptr<AnyTrainer> make(std::shared_ptr<const Dataset> data, const TrainingOptions &options,
                                            Precision precision);
    virtual ~AnyTrainer() = default;

    virtual TrainingReport step() = 0;
    virtual const TrainingPosition &position() const = 0;
    Index iteration() const { return position().iteration; } // iterations done
    virtual TrainingOptions options() const = 0;
    virtual void setLearningRate(double rate) = 0;
    virtual void setBatch(Index batch) = 0; // see Trainer
    // All that makes the run go on; a state that is set is of the same precision and fits the data.
    virtual void copyState(AnyTrainerState &state) const = 0;
    virtual void setState(const AnyTrainerState &state) = 0;
    virtual bool finite() const = 0;
    virtual bool dead() const = 0; // see Trainer
    virtual Divergence divergence() const = 0; // of the last iteration, as far as the net can tell
    // As they are between two iterations, widened, which is exact.
    virtual Parameters<double> parameters() const = 0;
    virtual Parameters<double> gradients() = 0; // see Trainer
    virtual void setParameters(const Parameters<double> &parameters) = 0; // of the same sizes
    virtual std::span<const Index> lastBatch() const = 0; // see Trainer

    // Trainer::accuracy() takes up to a third of a second. This is the same figure, block by block: for the parameters
    // at beginAccuracy(), given by the last call of continueAccuracy().
    virtual void beginAccuracy() = 0;
    virtual std::optional<Accuracy> continueAccuracy() = 0;
};

} // namespace chainrule
