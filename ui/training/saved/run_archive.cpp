// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/saved/run_archive.h"

#include "ui/text/storage_words.h"
#include "ui/training/run/training_session.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDateTime>
#include <QtCore/QDir>
#include <QtCore/QLocale>
#include <QtCore/QLockFile>
#include <QtCore/QRandomGenerator>
#include <QtCore/QRegularExpression>

#include <algorithm>
#include <filesystem>
#include <new>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

const QString keptFolder = u"kept"_s;

// Held while a file is changed that another window could hold as its own.
class Hold final
{
public:
    explicit Hold(const QString &path)
        : m_lock(path + u".lock"_s)
    {
        m_lock.setStaleLockTime(0);
        m_held = m_lock.tryLock(0);
    }
    bool held() const { return m_held; }

private:
    QLockFile m_lock;
    bool m_held = false;
};

bool isOfAnotherWindow(const QString &path)
{
    const QLockFile lock(path + u".lock"_s);
    qint64 process = 0;
    QString host, program;
    return lock.getLockInfo(&process, &host, &program) && process != QCoreApplication::applicationPid() && !Hold(path).held();
}

// Those of a window that has ended, or another one's: "run-3"; those that are kept: "run-" and sixteen digits.
QStringList pathsIn(const QString &folder, const QString &pattern)
{
    const QRegularExpression name(QRegularExpression::anchoredPattern(pattern));
    QStringList paths;
    const QDir dir(folder);
    for (const QString &file : dir.entryList(QDir::Files))
        if (name.match(file).hasMatch())
            paths.append(dir.filePath(file));
    return paths;
}

RunRecord recordOf(const SavedRun &run, const QString &path)
{
    const auto precision = std::holds_alternative<TrainerState<double>>(run.trainer) ? Precision::Double : Precision::Float;
    RunRecord record{ .name = run.name,
                      .data = run.dataName,
                      .settings = { optionsOf(run), precision, run.length },
                      .weights = run.weights,
                      .phases = run.phases,
                      .losses = run.losses,
                      .accuracies = run.accuracies,
                      .shown = false,
                      .file = path,
                      .ended = QDateTime::fromMSecsSinceEpoch(run.endedAt) };
    if (run.endedAt == 0) // kept by a version that did not note it
        record.ended = QFileInfo(path).lastModified();
    return record;
}

} // namespace

RunArchive::RunArchive(TrainingSession &session, RunHistory &history, QObject *parent)
    : QObject(parent)
    , m_history(history)
{
    const auto keepIt = [this](const Sent<RunCopied> &copy) { keep(*copy.shared()); };
    connect(&session.answers(), &TrainingAnswers::replaced, this, keepIt, Qt::QueuedConnection);
    connect(&history, &RunHistory::renamed, this, &RunArchive::rename);
    connect(&history, &RunHistory::forgotten, this, &RunArchive::remove);
}

QString RunArchive::folder() const
{
    return QDir(m_runs).filePath(keptFolder);
}

QString RunArchive::newPath() const
{
    constexpr int digits = 16;
    return QDir(folder()).filePath(u"run-%1"_s.arg(QRandomGenerator::system()->generate64(), digits, 16, QLatin1Char('0')));
}

void RunArchive::keepIn(const QString &runs, const QStringList &mine)
{
    m_runs = runs;
    QStringList paths = pathsIn(folder(), u"run-[0-9a-f]{16}"_s);
    for (const QString &path : pathsIn(runs, u"run-[0-9]{1,2}"_s))
        if (!mine.contains(path) && !isOfAnotherWindow(path))
            paths.append(path);
    read(paths);
}

void RunArchive::list(const QString &path)
{
    if (!m_runs.isEmpty())
        read({ path });
}

void RunArchive::unlist(const QString &path)
{
    m_queue.add([this, path] { // behind what is being read: it may be among that
        m_calls.post([this, path] { m_history.unlist(path); });
    });
}

void RunArchive::read(const QStringList &paths)
{
    m_queue.add([this, paths] {
        Listed listed;
        for (const QString &path : paths) {
            try {
                listed.runs.push_back(recordOf(loadRun(path), path));
            } catch (const StorageError &error) {
                listed.unreadable.push_back({ path, error });
            } catch (const std::bad_alloc &) {
                listed.unreadable.push_back({ path, StorageError(StorageError::Kind::TooLarge, path) });
            }
        }
        m_calls.post([this, listed] { take(listed); });
    });
}

void RunArchive::take(const Listed &listed)
{
    std::ranges::copy_if(listed.unreadable, std::back_inserter(m_unreadable),
                         [this](const Unreadable &run) { return !isUnreadable(run.path); });
    m_history.addKept(listed.runs);
    count();
}

bool RunArchive::isUnreadable(const QString &path) const
{
    return std::ranges::any_of(m_unreadable,
                               [&path](const Unreadable &run) { return path == run.path || path.startsWith(run.path + u'-'); });
}

bool RunArchive::adopt(const QString &path)
{
    namespace fs = std::filesystem;
    const QString to = newPath();
    const QFileInfo run(path);
    std::error_code error;
    fs::create_directories(folder().toStdString(), error);
    QStringList losses = run.dir().entryList({ run.fileName() + u"-*"_s }, QDir::Files);
    for (QString &name : losses) { // in both places, until the file that needs them has moved
        const std::string from = run.dir().filePath(name).toStdString();
        const std::string beside = (to + name.mid(run.fileName().size())).toStdString();
        fs::create_hard_link(from, beside, error);
        if (error)
            fs::copy_file(from, beside, error);
        if (error)
            return false;
    }
    fs::rename(path.toStdString(), to.toStdString(), error);
    if (error)
        return false;
    for (const QString &name : losses)
        run.dir().remove(name);
    unlist(path);
    list(to);
    return true;
}

// The run's last losses have come to the history by now.
void RunArchive::keep(const RunCopied &copy)
{
    const RunRecord *record = m_runs.isEmpty() ? nullptr : m_history.ofModel(copy.revision);
    const Index iterations = positionOf(copy.run).iteration;
    if (!record || !record->hasNews() || iterations == 0 || Index(record->losses.size()) < iterations)
        return;
    if (m_count >= mostRuns || m_bytes >= mostBytes) {
        Q_EMIT failed(tr("“%1” is not kept on disk: there is no more room for runs.").arg(record->title()),
                      tr("Delete some in Runs, and it is kept the next time."));
        return;
    }
    const RunRecord past = record->until(iterations);
    SavedRun run = copy.run;
    run.losses = past.losses;
    run.accuracies = past.accuracies;
    run.phases = past.phases;
    run.weights = past.weights;
    run.name = record->name;
    run.endedAt = QDateTime::currentMSecsSinceEpoch();
    write(std::move(run), record->number, copy.data);
}

void RunArchive::write(SavedRun run, int number, const std::shared_ptr<const Dataset> &data)
{
    m_queue.add([this, run = std::make_shared<SavedRun>(std::move(run)), number, data, path = newPath()] {
        std::optional<StorageError> error;
        try {
            if (std::exchange(m_data, data) != data)
                m_checksum = checksum(*data);
            run->dataChecksum = m_checksum;
            RunFile(path).save(*run);
        } catch (const StorageError &e) {
            error = e;
        } catch (const std::bad_alloc &) {
            error = StorageError(StorageError::Kind::TooLarge, path);
        }
        m_calls.post([this, number, path, error, name = run->name] {
            if (error)
                Q_EMIT failed(words(*error), tr("This run is not kept on disk."));
            else
                written(number, path, name);
        });
    });
}

void RunArchive::written(int number, const QString &path, const QString &name)
{
    if (!m_history.setFile(number, path))
        remove({ RunRecord{ .file = path } }); // it was deleted meanwhile
    else if (const RunRecord *run = m_history.find(number); run && run->name != name)
        rename(number);
    count();
    Q_EMIT kept();
}

void RunArchive::rename(int number)
{
    const RunRecord *run = m_history.find(number);
    if (!run || run->file.isEmpty())
        return; // written with its name when it is
    m_queue.add([this, path = run->file, name = run->name] {
        std::optional<StorageError> error;
        try {
            const Hold hold(path);
            if (!hold.held())
                throw StorageError(StorageError::Kind::InUse, path);
            SavedRun saved = loadRun(path);
            saved.name = name;
            if (saved.endedAt == 0) // by the time of the file, which is about to change
                saved.endedAt = QFileInfo(path).lastModified().toMSecsSinceEpoch();
            RunFile(path).save(saved);
        } catch (const StorageError &e) {
            error = e;
        } catch (const std::bad_alloc &) {
            error = StorageError(StorageError::Kind::TooLarge, path);
        }
        if (error)
            m_calls.post([this, error] { Q_EMIT failed(words(*error), tr("Its name is not kept on disk.")); });
    });
}

void RunArchive::remove(const std::vector<RunRecord> &runs)
{
    for (const RunRecord &run : runs)
        if (!run.file.isEmpty())
            m_queue.add([this, path = run.file] {
                if (const Hold hold(path); hold.held())
                    RunFile(path).remove();
                else
                    m_calls.post([this, path] {
                        Q_EMIT failed(words(StorageError(StorageError::Kind::InUse, path)), tr("It is not deleted."));
                        list(path);
                    });
            });
    m_queue.add([this] { m_calls.post([this] { count(); }); });
}

bool RunArchive::open(int number)
{
    const RunRecord *run = m_history.find(number);
    if (!run || run->file.isEmpty())
        return false;
    m_queue.add([this, path = run->file] {
        std::shared_ptr<const SavedRun> found;
        std::optional<StorageError> error;
        try {
            found = std::make_shared<const SavedRun>(loadRun(path));
        } catch (const StorageError &e) {
            error = e;
        } catch (const std::bad_alloc &) {
            error = StorageError(StorageError::Kind::TooLarge, path);
        }
        m_calls.post([this, found, error] {
            if (found)
                Q_EMIT opened(found);
            else
                Q_EMIT notOpened(words(*error), tr("What is in use now stays."));
        });
    });
    return true;
}

void RunArchive::count()
{
    std::erase_if(m_unreadable, [](const Unreadable &run) { return !QFile::exists(run.path); });
    const QStringList runs = pathsIn(folder(), u"run-[0-9a-f]{16}"_s);
    m_count = int(std::ranges::count_if(runs, [this](const QString &run) { return !isUnreadable(run); }));
    m_bytes = 0;
    for (const QFileInfo &file : QDir(folder()).entryInfoList(QDir::Files))
        m_bytes += isUnreadable(file.filePath()) ? 0 : file.size();
    constexpr double megabyte = 1e6;
    const QLocale locale;
    QString text = tr("Kept on disk until you delete them: %1 of at most %2 runs, %3 of at most %4 MB.")
                       .arg(m_count)
                       .arg(mostRuns)
                       .arg(locale.toString(double(m_bytes) / megabyte, 'f', 1), locale.toString(mostBytes / qint64(megabyte)));
    if (!m_unreadable.empty())
        text += u' '
            + tr("Runs that cannot be read: %1. The first one: %2")
                  .arg(m_unreadable.size())
                  .arg(words(m_unreadable.front().error));
    Q_EMIT keptChanged(text);
}

void RunArchive::end()
{
    QCoreApplication::sendPostedEvents(this, QEvent::MetaCall); // a run that was left a moment ago
    remove(m_history.removed());
    m_queue.wait();
    QCoreApplication::sendPostedEvents(&m_calls, QEvent::MetaCall); // one that was deleted before it was written
    m_queue.wait();
}

} // namespace chainrule
