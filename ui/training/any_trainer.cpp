// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/any_trainer.h"

#include <algorithm>

namespace chainrule {

namespace {

constexpr Index imagesPerBlock = 1000; // a few milliseconds

// A copy of less than a megabyte: nothing beside the time to classify it.
LabelledImages block(const LabelledImages &images, Index begin)
{
    const Index count = std::min(imagesPerBlock, images.count - begin);
    const auto pixels = images.pixels.begin() + begin * images.pixelsEach();
    const auto labels = images.labels.begin() + begin;
    return { count, images.rows, images.columns, { pixels, pixels + count * images.pixelsEach() }, { labels, labels + count } };
}

template <class S> class PreciseTrainer final : public AnyTrainer
{
public:
    PreciseTrainer(std::shared_ptr<const Dataset> data, const TrainingOptions &options)
        : m_data(std::move(data))
        , m_trainer(m_data, options)
        , m_classifier({ m_data->training.pixelsEach(), options.hidden, m_data->classes })
    {
    }

    TrainingReport step() override { return m_trainer.step(); }
    const TrainingPosition &position() const override { return m_trainer.position(); }
    const TrainingOptions &options() const override { return m_trainer.options(); }
    void setLearningRate(double rate) override { m_trainer.setLearningRate(rate); }
    void setBatch(Index batch) override { m_trainer.setBatch(batch); }
    void setState(const AnyTrainerState &state) override { m_trainer.setState(std::get<TrainerState<S>>(state)); }
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
        return { .what = number.what,
                 .node = QString::fromLatin1(name.data(), qsizetype(name.size())),
                 .iteration = iteration() - 1,
                 .learningRate = options().learningRate };
    }

    Parameters<double> parameters() const override { return converted<double>(m_trainer.parameters()); }
    Parameters<double> gradients() override { return converted<double>(m_trainer.gradients()); }
    void setParameters(const Parameters<double> &p) override { m_trainer.setParameters(converted<S>(p)); }
    std::span<const Index> lastBatch() const override
    {
        return iteration() > 0 ? m_trainer.lastBatch() : std::span<const Index>();
    }

    void beginAccuracy() override
    {
        m_classifier.setParameters(m_trainer.parameters());
        m_next = m_trainingCorrect = m_testCorrect = 0;
    }

    std::optional<Accuracy> continueAccuracy() override
    {
        const Index training = m_data->training.count;
        const Index test = m_data->test.count;
        if (m_next < training)
            m_trainingCorrect += m_classifier.score(block(m_data->training, m_next)).correct;
        else if (m_next - training < test)
            m_testCorrect += m_classifier.score(block(m_data->test, m_next - training)).correct;
        // The last block of the training images may be short; the test images begin at their own block.
        m_next = m_next < training ? std::min(m_next + imagesPerBlock, training) : m_next + imagesPerBlock;
        if (m_next < training + test)
            return std::nullopt;
        return Accuracy{ Score{ m_trainingCorrect, training, 0, {} }.accuracy(),
                         Score{ m_testCorrect, test, 0, {} }.accuracy() };
    }

private:
    std::shared_ptr<const Dataset> m_data;
    Trainer<S> m_trainer;
    Classifier<S> m_classifier;
    Index m_next = 0; // image to be classified next, training images first
    Index m_trainingCorrect = 0;
    Index m_testCorrect = 0;
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
