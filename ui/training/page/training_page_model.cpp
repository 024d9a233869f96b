// SPDX-License-Identifier: GPL-3.0-or-later
// What the training desk makes of the model: its reports, its pasts, what blew up, and its way into the diagram.
#include "files/storage_error.h"
#include "ui/text/numbers.h"
#include "ui/text/storage_words.h"
#include "ui/training/batch/batch_section.h"
#include "ui/training/page/divergence_words.h"
#include "ui/training/page/net_in_diagram.h"
#include "ui/training/page/training_page.h"
#include "ui/training/saved/run_offer.h"
#include "ui/training/settings/settings_panel.h"
#include "ui/widgets/message_bar.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace chainrule {

void TrainingPage::wireDiagram()
{
    connect(m_batch, &BatchSection::openWanted, this, &TrainingPage::openBatch);
    connect(&m_session, &TrainingSession::seen, this, [this](const std::shared_ptr<const ModelSnapshot> &model) {
        m_batch->showModel(model);
        if (!m_batchAsked || model->serial < *m_batchAsked || model->batch.empty())
            return;
        m_batchAsked.reset();
        const QString name = tr("%Ln images of %1", nullptr, int(model->batch.size())).arg(m_data.name);
        openInDiagram(model, pick(model->data->training, model->batch, name));
    });
}

// The mini-batch at which the training comes to a stop.
void TrainingPage::openBatch()
{
    m_session.pause();
    m_batchAsked = m_session.look();
    showState();
}

void TrainingPage::openInDiagram(const std::shared_ptr<const ModelSnapshot> &model, const MiniBatch &pictures)
{
    m_session.pause();
    showState();
    try {
        Q_EMIT diagramWanted(diagramOf(*model, pictures));
    } catch (const StorageError &error) {
        m_message->say(words(error),
                       finished() ? tr("The training has ended; nothing has changed.")
                                  : tr("The training is paused; nothing else has changed."));
    }
}

void TrainingPage::take(const TrainingProgress &progress)
{
    m_state.position = progress.position;
    m_state.perSecond = progress.perSecond;
    if (progress.position.iteration > 0 && !m_offer->waiting())
        m_offer->begun();
    if (progress.divergence && !m_diverged)
        sayDiverged(*progress.divergence);
    if (progress.died)
        sayDiverged(*progress.died);
    if (progress.proposedRate)
        propose(*progress.proposedRate);
    m_diverged = progress.divergence.has_value();
    showProgress();
    tellEnd(progress);
}

// Not of one that a person paused.
void TrainingPage::tellEnd(const TrainingProgress &progress)
{
    const bool wasTraining = std::exchange(m_trained, progress.running);
    if (progress.running || !wasTraining)
        return;
    const QString iterations = locale().toString(qlonglong(progress.position.iteration));
    if (progress.divergence || progress.died)
        Q_EMIT ended(tr("The training on %1 has paused: it has come to grief.", "name of the data").arg(m_data.name),
                     words(progress.divergence ? *progress.divergence : *progress.died));
    else if (finished())
        Q_EMIT ended(tr("The training on %1 has ended.", "name of the data").arg(m_data.name),
                     tr("All %1 iterations are done.").arg(iterations));
}

// Another model with a past: what is shown is made anew of it.
void TrainingPage::take(const RunRestored &restored)
{
    m_settings->setSettings(restored.settings);
    forgetModel();
    RunRecord record = restored.run ? RunRecord{ .name = m_offer->isBack(restored.run.get()) ? QString() : restored.run->name,
                                                 .weights = restored.run->weights,
                                                 .phases = restored.run->phases,
                                                 .losses = restored.run->losses,
                                                 .accuracies = restored.run->accuracies }
                                    : m_history.current().until(restored.iterations);
    record.data = m_data.name;
    record.settings = restored.settings;
    if (!restored.run || m_offer->isBack(restored.run.get()))
        record.takenUp = restored.iterations;
    if (!restored.weights.isEmpty())
        record.weights = restored.weights;
    m_history.goOnWith(std::move(record));
    m_state.initial = false;
    showState();
}

void TrainingPage::sayDiverged(const Divergence &divergence, std::optional<ProposedRate> rate)
{
    m_trouble = divergence;
    QList<MessageBar::Action> actions{ { tr("Reset"), u"resetDiverged"_s, [this] { reset(); } } };
    if (rate)
        actions.prepend({ tr("Go on from there with %1", "learning rate").arg(displayNumber(rate->rate)), u"backToGood"_s,
                          [this, rate] { goBack(rate->rate); } });
    m_troubleSaid = m_message->say(words(divergence), advice(divergence, rate), actions);
}

// Unless the message was closed meanwhile, or another one took its place.
void TrainingPage::propose(ProposedRate rate)
{
    if (m_trouble && m_message->says(m_troubleSaid))
        sayDiverged(*m_trouble, rate);
}

void TrainingPage::goBack(double rate)
{
    m_session.backToGood(rate);
    m_session.start(settings().length);
    showState();
}

void TrainingPage::forgetCurves()
{
    forgetModel();
    m_history.begin(m_data.name, m_settings->settings());
}

void TrainingPage::forgetModel()
{
    m_state.position = { .perEpoch = m_state.position.perEpoch };
    m_state.perSecond = 0;
    m_state.initial = true;
    m_diverged = false;
    m_trained = false; // nobody's end is this one's
    m_trouble.reset();
    m_message->hide();
    m_batch->showModel(nullptr);
    m_batchAsked.reset();
}

} // namespace chainrule
