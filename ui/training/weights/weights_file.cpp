// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/weights/weights_file.h"

#include "files/npz.h"
#include "files/storage_error.h"
#include "ui/text/storage_words.h"
#include "ui/text/weights_words.h"
#include "ui/theme/theme.h"
#include "ui/training/run/training_session.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/plain_parts.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QLocale>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>

#include <new>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

QString filter()
{
    return WeightsFile::tr("Weights (*.npz);;All files (*)");
}

std::optional<StorageError> tryToSave(const QString &path, const ModelSnapshot &model)
{
    try {
        if (model.precision == Precision::Double)
            saveParameters(path, model.parameters);
        else
            saveParameters(path, converted<float>(model.parameters));
    } catch (const StorageError &error) {
        return error;
    } catch (const std::bad_alloc &) {
        return StorageError(StorageError::Kind::TooLarge, path);
    }
    return std::nullopt;
}

} // namespace

WeightsFile::WeightsFile(TrainingSession &session, MessageBar &message, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_message(message)
    , m_load(plainButton(tr("Load…"), "loadWeights"))
    , m_save(plainButton(tr("Save…"), "saveWeights"))
    , m_words(wrappingLabel(TextRole::Note, {}, "weightsWords"))
{
    m_load->setAccessibleName(tr("Load weights"));
    m_load->setToolTip(tr("From an .npz file with W1, b1, W2 and b2. It can also be dropped on the desk."));
    m_save->setAccessibleName(tr("Save weights"));
    m_save->setToolTip(tr("As an .npz file, which numpy.load opens"));
    m_words->hide();
    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(3 * Size::grid, Size::grid, 3 * Size::grid, 2 * Size::grid);
    layout->setSpacing(Size::grid);
    layout->addWidget(plainLabel(TextRole::Section, tr("Weights")), 0, 0, 1, 2);
    layout->addWidget(m_load, 1, 0);
    layout->addWidget(m_save, 1, 1);
    layout->addWidget(m_words, 2, 0, 1, 2);
    for (QPushButton *button : { m_load, m_save })
        button->setEnabled(false); // until there is a net
    connect(m_load, &QPushButton::clicked, this, &WeightsFile::chooseToLoad);
    connect(m_save, &QPushButton::clicked, this, &WeightsFile::chooseToSave);
    connect(&session, &TrainingSession::opened, this, [this] {
        m_load->setEnabled(true);
        m_save->setEnabled(true);
    });
    connect(&session, &TrainingSession::seen, this, &WeightsFile::write);
    connect(&session, &TrainingSession::restored, this, [this](const RunRestored &restored) {
        if (const QString path = std::exchange(m_loading, {}); !path.isEmpty())
            sayLoaded(QFileInfo(path).fileName(), restored);
    });
    connect(&session, &TrainingSession::progressed, this, [this] {
        if (m_saidOf != m_session.revision())
            m_words->hide(); // it is said of a net that is gone
    });
    const auto refuse = [this](const StorageError &error) {
        m_loading.clear();
        m_message.say(words(error), tr("The net in use stays as it is."));
    };
    connect(&session.answers(), &TrainingAnswers::weightsRefused, this, refuse, Qt::QueuedConnection);
}

void WeightsFile::chooseToLoad()
{
    const QString path = QFileDialog::getOpenFileName(this, tr("Load weights"), m_folder, filter());
    if (!path.isEmpty())
        load(path);
}

void WeightsFile::chooseToSave()
{
    QFileDialog dialog(this, tr("Save weights"), m_folder, filter());
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setDefaultSuffix(u"npz"_s);
    dialog.selectFile(u"weights.npz"_s);
    if (dialog.exec() == QDialog::Accepted)
        save(dialog.selectedFiles().front());
}

void WeightsFile::load(const QString &path)
{
    if (!m_load->isEnabled()) {
        m_message.say(tr("There are no data yet that this net could be asked about."), tr("Choose data first."));
        return;
    }
    m_folder = QFileInfo(path).absolutePath();
    m_loading = path;
    m_session.loadWeights(path);
}

void WeightsFile::save(const QString &path)
{
    m_folder = QFileInfo(path).absolutePath();
    m_saveTo = path;
    m_asked = m_session.look();
}

void WeightsFile::write(const std::shared_ptr<const ModelSnapshot> &model)
{
    if (!m_asked || model->serial < *m_asked)
        return;
    m_asked.reset();
    m_writer = std::jthread([this, model, path = m_saveTo] {
        const std::optional<StorageError> error = tryToSave(path, *model);
        m_calls.post([this, error, path, iteration = model->iteration] {
            if (error)
                m_message.say(words(*error), tr("The weights were not saved; the training is as it was."));
            else
                say(tr("Saved to %1, of iteration %2")
                        .arg(QFileInfo(path).fileName(), locale().toString(qlonglong(iteration))));
        });
    });
}

// What was made of the file is never left unsaid.
void WeightsFile::sayLoaded(const QString &file, const RunRestored &restored)
{
    QStringList notes = words(restored.reading);
    if (restored.moreExact)
        notes.append(tr("They need the precision “double”, which is set now."));
    const QString loaded = tr("Loaded from %1").arg(file);
    say(notes.isEmpty() ? loaded : loaded + u". "_s + notes.join(u' '));
}

void WeightsFile::say(const QString &words)
{
    m_saidOf = m_session.revision();
    m_words->setText(words);
    m_words->show();
    Q_EMIT said(words);
}

} // namespace chainrule
