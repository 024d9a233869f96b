// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/training_log.h"

#include "app/cli_text.h"
#include "app/progress_line.h"
#include "files/save_file.h"
#include "ui/text/storage_words.h"

#include <cerrno>

#include <sys/file.h>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

constexpr qsizetype mostWaiting = 1 << 14; // bytes

} // namespace

TrainingLog::TrainingLog(const QString &path)
{
    if (path.isEmpty())
        return;
    openToWrite(m_file, path);
    if (isReplaced(path)) {
        lock();
        m_file.resize(0);
    }
    m_waiting = "iteration,loss,train_accuracy,test_accuracy\n";
}

// Until the file is closed, or the process ends however it does.
void TrainingLog::lock()
{
    if (::flock(m_file.handle(), LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
        throw StorageError(StorageError::Kind::InUse, m_file.fileName());
}

std::optional<StorageError> TrainingLog::add(const TrainingReport &report, const std::optional<Accuracy> &accuracy)
{
    if (!m_file.isOpen())
        return std::nullopt;
    m_waiting += QByteArray::number(qlonglong(report.iteration)) + ',' + exactText(report.loss).toUtf8() + ',';
    if (accuracy)
        m_waiting += exactText(accuracy->training).toUtf8() + ',' + exactText(accuracy->test).toUtf8();
    else
        m_waiting += ',';
    m_waiting += '\n';
    // At accuracies too, for those who look at the file in the meantime.
    return accuracy || m_waiting.size() >= mostWaiting ? flush() : std::nullopt;
}

std::optional<StorageError> TrainingLog::close()
{
    std::optional<StorageError> failure = m_file.isOpen() ? flush() : std::nullopt;
    m_file.close();
    return failure;
}

std::optional<StorageError> TrainingLog::flush()
{
    m_whole = writeAll(m_file, m_waiting);
    m_waiting.clear();
    if (m_whole)
        return std::nullopt;
    const StorageError failure(StorageError::Kind::Unwritable, m_file.fileName(), -1, reasonOf(m_file));
    m_file.close();
    return failure;
}

void tellEndOfLog(const std::optional<StorageError> &failure, ProgressLine &progress)
{
    if (!failure)
        return;
    progress.clear();
    writeError(words(*failure) + u" The log is not complete; the training is not affected."_s);
}

} // namespace chainrule
