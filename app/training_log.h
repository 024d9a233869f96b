// SPDX-License-Identifier: GPL-3.0-or-later
// A training run's curves as CSV: iteration,loss,train_accuracy,test_accuracy, the accuracies only where they were taken.
#pragma once

#include "files/storage_error.h"
#include "training/trainer.h"

#include <QtCore/QFile>

#include <optional>

namespace chainrule {

// The weights are worth more than their curves: when the log cannot be written further, it ends, and training goes on.
class TrainingLog final
{
public:
    // An empty path: nothing is written. Throws StorageError: Unwritable, or InUse while another training writes there.
    explicit TrainingLog(const QString &path);

    // Why it ends here; nothing when it does not, or has ended before.
    std::optional<StorageError> add(const TrainingReport &report, const std::optional<Accuracy> &accuracy);
    std::optional<StorageError> close();
    bool whole() const { return m_whole; } // all that was added has been written

private:
    void lock();
    std::optional<StorageError> flush();

    QFile m_file;
    QByteArray m_waiting; // to be written
    bool m_whole = true;
};

class ProgressLine;

// On stderr, where the log has ended; the progress is out of the way then.
void tellEndOfLog(const std::optional<StorageError> &failure, ProgressLine &progress);

} // namespace chainrule
