// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/run/any_trainer.h"

#include "document/utf8.h"

namespace chainrule {

namespace {

constexpr Index imagesPerBlock = 1000; // of an accuracy: a millisecond or two

template <class S> class PreciseTrainer final : public AnyTrainer
{
public:
    PreciseTrainer(std::shared_ptr<const Dataset> data, const TrainingOptions &options)
        : m_trainer(std::move(data), options)
    {
    }

    TrainingReport step() override { return m_trainer.step(); }
    const TrainingPosition &position() const override { return m_trainer.position(); }
    TrainingOptions options() const override { return m_trainer.options(); }
    void setLearningRate(double rate) override { m_trainer.setLearningRate(rate); }
    void setBatch(Index batch) override { m_trainer.setBatch(batch); }
    void setState(const AnyTrainerState &state) override { m_trainer.setState(std::get<TrainerState<S>>(state)); }
    bool dead() const override { return m_trainer.dead(); }
    bool finite() const override { return m_trainer.finite(); }

    void copyState(AnyTrainerState &state) const override
    {
        if (!std::holds_alternative<TrainerState<S>>(state))
            state.emplace<TrainerState<S>>();
        m_trainer.copyState(std::get<TrainerState<S>>(state));
    }

    Divergence divergence() const override
    {
        const NonFiniteNumber number = m_trainer.firstNonFinite().value_or(NonFiniteNumber{});
        const std::string_view name = m_trainer.net().name(number.node);
        return {
            .what = number.what, .node = fromUtf8(name), .iteration = iteration() - 1, .learningRate = options().learningRate
        };
    }

    Parameters<double> parameters() const override { return converted<double>(m_trainer.parameters()); }
    Parameters<double> gradients() override { return converted<double>(m_trainer.gradients()); }
    void setParameters(const Parameters<double> &p) override { m_trainer.setParameters(converted<S>(p)); }
    std::span<const Index> lastBatch() const override { return m_trainer.lastBatch(); }

    void beginAccuracy() override { m_trainer.beginAccuracy(); }
    std::optional<Accuracy> continueAccuracy() override { return m_trainer.continueAccuracy(imagesPerBlock); }

private:
    Trainer<S> m_trainer;
};

} // namespace

std::unique_ptr<AnyTrainer> AnyTrainer::make(std::shared_ptr<const Dataset> data, const TrainingOptions &options,
                                             Precision precision)
{
    if (precision == Precision::Double)
        return std::make_unique<PreciseTrainer<double>>(std::move(data), options);
    return std::make_unique<PreciseTrainer<float>>(std::move(data), options);
}

} // namespace chainrule
