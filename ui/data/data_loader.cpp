// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/data_loader.h"

#include "engine/digits.h"
#include "storage/idx.h"
#include "ui/text/download_words.h"
#include "ui/text/storage_words.h"

#include <QtCore/QDir>

namespace chainrule {

namespace {

using Report = std::function<void(const DataLoader::Progress &)>;

DataLoader::Progress beginning(const DataSource &source)
{
    switch (source.kind) {
    case DataSource::Kind::Digits:
        return { DataLoader::tr("Drawing the built-in digits"), {}, 0 };
    case DataSource::Kind::Folder:
        return { DataLoader::tr("Reading %1").arg(QDir(source.folder).dirName()), {}, -1 };
    case DataSource::Kind::MnistDownload:
        return { DataLoader::tr("Downloading MNIST"), {}, 0 };
    }
    return {};
}

LoadedData read(const QString &folder, const std::stop_token &stop)
{
    const bool isMnist = QDir(folder) == QDir(findMnistFolder());
    return { loadIdxFolder(folder, stop), isMnist ? DataLoader::tr("MNIST") : QDir(folder).dirName(),
             QDir(folder).absolutePath() };
}

// Without data when it was stopped. Throws StorageError, DownloadError.
LoadedData loadNow(const DataSource &source, const DownloadPlan &plan, const std::stop_token &stop, const Report &report)
{
    DataLoader::Progress progress = beginning(source);
    switch (source.kind) {
    case DataSource::Kind::Digits:
        return { makeDigits({}, stop,
                            [&](double part) {
                                progress.part = part;
                                report(progress);
                            }),
                 DataLoader::tr("built-in digits"),
                 {} };
    case DataSource::Kind::Folder:
        return read(source.folder, stop);
    case DataSource::Kind::MnistDownload:
        break;
    }
    const auto tell = [&](const DownloadProgress &now) {
        progress.detail = words(now);
        progress.part = now.part;
        report(progress);
    };
    return download(plan, stop, tell) ? read(plan.folder, stop) : LoadedData();
}

} // namespace

DataLoader::DataLoader(QObject *parent)
    : QObject(parent)
    , m_download(mnistPlan())
{
    connect(this, &DataLoader::posted, this, &DataLoader::collect, Qt::QueuedConnection);
}

DataLoader::~DataLoader() = default; // the thread is the last member: it is stopped and joined first

void DataLoader::load(const DataSource &source)
{
    cancel();
    m_loading = true;
    m_progress = beginning(source);
    m_thread = std::jthread([this, source, plan = m_download, job = m_job](const std::stop_token &stop) {
        const auto post = [this, job](decltype(Letter::content) content) {
            m_letters.post({ job, std::move(content) });
            emit posted();
        };
        try {
            LoadedData data = loadNow(source, plan, stop, post);
            if (data.data)
                post(std::move(data));
        } catch (const StorageError &error) {
            post(words(error));
        } catch (const DownloadError &error) {
            post(words(error));
        } catch (const std::bad_alloc &) {
            post(words(StorageError(StorageError::Kind::TooLarge, source.folder)));
        }
    });
    emit progressed();
}

void DataLoader::cancel()
{
    ++m_job;
    m_loading = false;
    m_thread = {}; // asks it to stop, and waits
    emit progressed();
}

void DataLoader::collect()
{
    for (const Letter &letter : m_letters.collect())
        if (letter.job == m_job)
            std::visit([this](const auto &content) { receive(content); }, letter.content);
}

void DataLoader::receive(const Progress &progress)
{
    m_progress = progress;
    emit progressed();
}

void DataLoader::receive(const LoadedData &data)
{
    m_loading = false;
    emit progressed();
    emit loaded(data);
}

void DataLoader::receive(const QString &failure)
{
    m_loading = false;
    emit progressed();
    emit failed(failure);
}

} // namespace chainrule
