// SPDX-License-Identifier: GPL-3.0-or-later
// A training run on disk: one file that is replaced as a whole, and one of losses beside it that only grows.
#pragma once

#include "files/run_format.h"

namespace chainrule {

// Whenever the program is killed, PATH holds a whole run, the last one that save() returned from or the one after it: the
// losses are on disk before the file that counts them is moved into place, and what stands behind that count is ignored.
// So a run of a million iterations is not written again each time.
class RunFile final
{
public:
    explicit RunFile(QString path);

    const QString &path() const { return m_path; }
    // How many losses of the run that was saved last the disk holds already; 0 when the next run is to bring all of them.
    Index losses() const { return m_losses.count; }
    // `run.losses` are those from losses() on. Throws StorageError (Unwritable, NotFinite); then losses() is 0.
    void save(const SavedRun &run);
    // The next save() is of another run, or of one that went back.
    void beginAnew() { m_losses = {}; }
    // No run is kept any more.
    void remove();

private:
    void append(std::span<const double> losses);
    void removeOtherLosses() const;
    QString lossesPath(quint64 file) const;

    QString m_path;
    LossRecord m_losses;
};

// Throws StorageError: NotFound, Unreadable, TooLarge, NewerVersion, BadRun, NotFinite.
SavedRun loadRun(const QString &path);

} // namespace chainrule
