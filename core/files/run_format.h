// SPDX-License-Identifier: GPL-3.0-or-later
// A training run as bytes, exact to the bit. Its losses, which only grow, are kept apart: see run_file.h.
#pragma once

#include "training/trainer.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>

namespace chainrule {

// Everything with which a run goes on in another window as if nothing had happened.
struct SavedRun
{
    AnyTrainerState trainer;
    TrainingLength length;
    std::vector<TrainingPhase> phases; // in their order, the first from 0; none in runs that older versions kept
    QString weights; // the file that they began with; empty where the seed gave them
    QString name; // that a person gave it; empty without, and in runs that older versions kept
    qint64 endedAt = 0; // ms since 1970; 0 where it is not known
    QString dataName; // as people call the data
    QString dataSource; // the folder from which they can be opened again; empty for what is built in
    quint32 dataChecksum = 0; // of these very images: see checksum()
    std::vector<AccuracyPoint> accuracies; // in their order
    std::optional<Index> accuracyDue; // of this epoch, with these parameters, before the next iteration
    std::vector<double> losses; // of every iteration from the first one on
};

// Which losses belong to a run.
struct LossRecord
{
    quint64 file = 0; // its name
    Index count = 0;
    quint32 checksum = 0; // CRC-32 of them as bytes
};

const TrainingPosition &positionOf(const SavedRun &run);
const TrainingOptions &optionsOf(const SavedRun &run);

// Tells whether data are the same to the pixel.
quint32 checksum(const Dataset &data);

constexpr quint32 runFormatVersion = 3;

// Without the losses.
QByteArray encodeRun(const SavedRun &run, const LossRecord &losses);
// Trusts nothing: throws StorageError (BadRun, NotFinite) with `path` when anything in it is not whole, and holds nothing
// that is larger than the bytes. The losses are to be read from where `losses` says.
SavedRun decodeRun(QByteArrayView bytes, const QString &path, LossRecord &losses, quint32 version = runFormatVersion);

} // namespace chainrule
