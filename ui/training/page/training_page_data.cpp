// SPDX-License-Identifier: GPL-3.0-or-later
// What the training desk trains on: chosen, dropped, loaded, and what stays in use when that fails.
#include "data/data_set.h"
#include "ui/data/data_button.h"
#include "ui/data/data_samples.h"
#include "ui/data/known_places.h"
#include "ui/text/graph_files.h"
#include "ui/text/storage_words.h"
#include "ui/training/curves/chart_card.h"
#include "ui/training/curves/curves_panel.h"
#include "ui/training/page/desk_actions.h"
#include "ui/training/page/training_page.h"
#include "ui/training/saved/run_offer.h"
#include "ui/training/settings/settings_panel.h"
#include "ui/training/weights/weights_file.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/work_bar.h"

#include <QtCore/QFileInfo>
#include <QtCore/QMimeData>
#include <QtGui/QDropEvent>
#include <QtWidgets/QApplication>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>

#include <utility>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

QString pathOf(const QMimeData *data)
{
    const QList<QUrl> urls = data->urls();
    return urls.isEmpty() ? QString() : urls.front().toLocalFile();
}

bool isArchive(const QString &path)
{
    return path.endsWith(".npz"_L1, Qt::CaseInsensitive);
}

// Of a file with weights; empty where it is none.
QString weightsOf(const QMimeData *data)
{
    const QString path = pathOf(data);
    return isArchive(path) && !holdsPictures(path) ? path : QString();
}

QString dataOf(const QMimeData *data)
{
    const QString path = pathOf(data);
    const QFileInfo info(path);
    const bool foreign = path.contains(QChar::ReplacementCharacter); // no UTF-8: is refused in words
    if (path.isEmpty() || !(info.exists() || foreign) || isGraphFile(path))
        return {};
    return info.absoluteFilePath(); // one of the four files stands for all
}

} // namespace

void TrainingPage::makeActions()
{
    const auto button = [this](const char *name) { return findChild<QAbstractButton *>(QLatin1String(name)); };
    m_actions->add(button("start"), tr("&Start or pause the training"), "deskStart",
                   { QKeySequence(Qt::CTRL | Qt::Key_Return), QKeySequence(Qt::CTRL | Qt::Key_Enter) });
    m_actions->add(button("step"), tr("Train for &one step"), "deskStep",
                   { QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Return), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Enter) });
    m_actions->add(button("epoch"), tr("Train for one &epoch"), "deskEpoch");
    m_actions->add(button("reset"), tr("&Reset the net"), "deskReset",
                   { QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Backspace) });
    m_actions->add(button("saveWeights"), tr("Save &weights…"), "deskSaveWeights",
                   QKeySequence::keyBindings(QKeySequence::Save));
    m_actions->add(button("loadWeights"), tr("&Load weights…"), "deskLoadWeights");
    for (auto *card : m_curves->findChildren<ChartCard *>())
        m_actions->add(&card->exportButton(), tr("Export the chart “%1”…").arg(card->title()), "deskExport");
    m_actions->add(m_showSettings, tr("Show or hide the se&ttings"), "deskSettings",
                   { QKeySequence(Qt::CTRL | Qt::Key_Comma) });
}

void TrainingPage::wireData()
{
    connect(&m_loader, &DataLoader::progressed, this, &TrainingPage::showWork);
    connect(&m_loader, &DataLoader::loaded, this, [this](const LoadedData &data) {
        m_session.useData(data);
        showState();
    });
    connect(&m_loader, &DataLoader::failed, this, &TrainingPage::sayNotLoaded);
    connect(m_work, &WorkBar::cancelled, this, [this] {
        m_loader.cancel();
        m_whenReady = nullptr;
        m_offer->takeBack();
        m_runBar->setFocus();
        showState();
    });
    connect(&m_settings->dataButton(), &DataButton::sourceWanted, this, &TrainingPage::choose);
    connect(&m_settings->dataSamples(), &DataSamples::turnWanted, this, [this](const QString &place, bool turned) {
        setTurned(place, turned);
        load({ DataSource::Kind::Place, place }, m_remember);
    });
    connect(&m_settings->dataButton(), &DataButton::folderWanted, this, &TrainingPage::chooseFolder);
    connect(&m_settings->dataButton(), &DataButton::fileWanted, this, &TrainingPage::chooseFile);
}

void TrainingPage::openData(const QString &data)
{
    load(DataSource::named(data), false);
}

void TrainingPage::chooseFolder()
{
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Folder with data"), m_data.place);
    if (!folder.isEmpty())
        choose({ DataSource::Kind::Place, folder });
}

void TrainingPage::chooseFile()
{
    const QString file = QFileDialog::getOpenFileName(this, tr("File with data"), QFileInfo(m_data.place).absolutePath(),
                                                      tr("Data (*ubyte* *.npz *.csv *.csv.gz);;All files (*)"));
    if (!file.isEmpty())
        choose({ DataSource::Kind::Place, file });
}

void TrainingPage::choose(const DataSource &source)
{
    load(source, true);
}

void TrainingPage::load(const DataSource &source, bool remember)
{
    m_asked = true;
    m_source = source;
    m_remember = remember;
    m_message->hide();
    m_loader.load(source);
    showState();
}

// There are data to train on all the same: the old ones, or else the built-in ones.
void TrainingPage::sayNotLoaded(const QString &what)
{
    m_offer->takeBack();
    if (!m_data.name.isEmpty()) {
        m_message->say(what, tr("Still in use: %1.", "data").arg(m_data.name));
    } else if (m_source.kind != DataSource::Kind::Digits) {
        m_notLoaded = what;
        load({}, false);
    } else {
        m_whenReady = nullptr;
        m_message->say(what, tr("Choose other data."));
    }
    showState();
}

void TrainingPage::showWork()
{
    const DataLoader::Progress &progress = m_loader.progress();
    if (m_loader.loading())
        m_work->showWork(progress.what, progress.detail, progress.part);
    else
        m_work->hide();
}

// Without data an order waits for them, and can be taken back with Pause.
void TrainingPage::whenReady(std::function<void()> order)
{
    if (m_data.name.isEmpty())
        m_whenReady = std::move(order);
    else
        order();
    showState();
}

void TrainingPage::take(const LoadedData &data)
{
    m_data = data;
    m_settings->dataButton().showData(data);
    m_settings->dataSamples().showData(data);
    if (!data.place.isEmpty())
        addKnownPlace(data.place);
    m_state.position.perEpoch = iterationsPerEpoch(*data.data, settings().options.batch);
    m_curves->setData(data.data);
    forgetCurves();
    if (const QString what = std::exchange(m_notLoaded, {}); !what.isEmpty())
        m_message->say(what, tr("In use instead: %1.", "data").arg(m_data.name));
    if (m_source.kind == DataSource::Kind::Place && !data.place.isEmpty())
        m_source.place = data.place; // one of several files stood for all
    if (m_remember)
        m_source.remember();
    if (const auto order = std::exchange(m_whenReady, nullptr))
        order();
    showState();
    // Who came to train presses Space next; who is doing something else is left alone.
    const QWidget *focus = QApplication::focusWidget();
    if (focus && isAncestorOf(focus) && !m_settingsScroll->isAncestorOf(focus))
        m_runBar->setFocus();
    Q_EMIT dataChanged(m_data.name);
    m_offer->dataOpened(data.place);
}

void TrainingPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!m_asked)
        load(DataSource::remembered(), false);
}

void TrainingPage::dragEnterEvent(QDragEnterEvent *event)
{
    // What is in an archive is asked when it is dropped.
    if (isArchive(pathOf(event->mimeData())) || !dataOf(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void TrainingPage::dropEvent(QDropEvent *event)
{
    if (const QString weights = weightsOf(event->mimeData()); !weights.isEmpty()) {
        event->acceptProposedAction();
        m_weightsFile->load(weights);
        return;
    }
    const QString data = dataOf(event->mimeData());
    if (data.isEmpty())
        return;
    event->acceptProposedAction();
    choose({ DataSource::Kind::Place, data });
}

} // namespace chainrule
