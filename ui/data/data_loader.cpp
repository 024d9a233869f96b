// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/data_loader.h"

#include "data/data_set.h"
#include "data/lying.h"
#include "data/mnist_folder.h"
#include "data/split.h"
#include "files/storage_error.h"
#include "ui/data/known_places.h"
#include "ui/text/download_words.h"
#include "ui/text/storage_words.h"

#include <QtCore/QDir>

#include <chrono>
#include <mutex>
#include <thread>

namespace chainrule {

namespace {

constexpr std::chrono::seconds threadPatience(2); // for a thread that is to end with the window

using Report = std::function<void(const DataLoader::Progress &)>;

DataLoader::Progress beginning(const DataSource &source)
{
    switch (source.kind) {
    case DataSource::Kind::Digits:
        return { DataLoader::tr("Drawing the built-in digits"), {}, 0 };
    case DataSource::Kind::Place:
        return { DataLoader::tr("Reading %1").arg(QDir(source.place).dirName()), {}, -1 };
    case DataSource::Kind::MnistDownload:
        return { DataLoader::tr("Downloading MNIST"), {}, 0 };
    }
    return {};
}

LoadedData read(const QString &folder, const std::stop_token &stop)
{
    const bool isMnist = QDir(folder) == QDir(findMnistFolder());
    const DataSet found = loadData(folder, {}, stop);
    if (!found.data)
        return {};
    const bool turned = isTurned(found.place);
    if (turned)
        turn(*found.data);
    return { found.data,  isMnist ? DataLoader::tr("MNIST") : QDir(found.place).dirName(),
             found.place, found.splitSeed,
             turned,      seemToLie(found.data->training) };
}

// Without data when it was stopped. Throws StorageError, DownloadError.
LoadedData loadNow(const DataSource &source, const DownloadPlan &plan, const DigitsOptions &digits, const std::stop_token &stop,
                   const Report &report)
{
    DataLoader::Progress progress = beginning(source);
    switch (source.kind) {
    case DataSource::Kind::Digits:
        return { makeDigits(digits, stop,
                            [&](double part) {
                                progress.part = part;
                                report(progress);
                            }),
                 DataLoader::tr("built-in digits"),
                 {} };
    case DataSource::Kind::Place:
        return read(source.place, stop);
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

// A thread that hangs outlives the loader, and sends what nobody receives.
struct DataLoader::Post
{
    std::mutex mutex; // of:
    DataLoader *loader; // null when it has gone

    void send(const Letter &letter)
    {
        const std::lock_guard lock(mutex);
        if (loader)
            loader->m_calls.post([to = loader, letter] { to->receive(letter); });
    }
};

DataLoader::DataLoader(QObject *parent)
    : QObject(parent)
    , m_download(mnistPlan())
    , m_post(std::make_shared<Post>())
{
    m_post->loader = this;
}

DataLoader::~DataLoader()
{
    m_stop.request_stop();
    {
        const std::lock_guard lock(m_post->mutex);
        m_post->loader = nullptr;
    }
    const auto until = std::chrono::steady_clock::now() + threadPatience;
    for (const std::future<void> &thread : m_threads)
        thread.wait_until(until);
}

void DataLoader::load(const DataSource &source)
{
    cancel();
    m_loading = true;
    m_progress = beginning(source);
    std::packaged_task<void()> work(
        [post = m_post, source, plan = m_download, digits = m_digits, job = m_job, stop = m_stop.get_token()] {
            const auto send = [&](decltype(Letter::content) content) { post->send({ job, std::move(content) }); };
            try {
                LoadedData data = loadNow(source, plan, digits, stop, send);
                if (data.data)
                    send(std::move(data));
            } catch (const StorageError &error) {
                send(words(error));
            } catch (const DownloadError &error) {
                send(words(error));
            } catch (const std::bad_alloc &) {
                send(words(StorageError(StorageError::Kind::TooLarge, source.place)));
            }
        });
    m_threads.push_back(work.get_future());
    std::thread([work = std::move(work)]() mutable { work.make_ready_at_thread_exit(); }).detach();
    Q_EMIT progressed();
}

void DataLoader::cancel()
{
    ++m_job;
    m_loading = false;
    m_stop.request_stop();
    m_stop = {};
    std::erase_if(m_threads,
                  [](const auto &thread) { return thread.wait_for(std::chrono::seconds(0)) == std::future_status::ready; });
    Q_EMIT progressed();
}

void DataLoader::receive(const Letter &letter)
{
    if (letter.job == m_job)
        std::visit([this](const auto &content) { receive(content); }, letter.content);
}

void DataLoader::receive(const Progress &progress)
{
    m_progress = progress;
    Q_EMIT progressed();
}

void DataLoader::receive(const LoadedData &data)
{
    m_loading = false;
    Q_EMIT progressed();
    Q_EMIT loaded(data);
}

void DataLoader::receive(const QString &failure)
{
    m_loading = false;
    Q_EMIT progressed();
    Q_EMIT failed(failure);
}

} // namespace chainrule
