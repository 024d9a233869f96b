// SPDX-License-Identifier: GPL-3.0-or-later
// The demos in the order in which they are taught: graph documents that are part of the program.
#pragma once

#include "learning/mini_batch.h"

namespace chainrule {

QStringList demoIds();

struct DemoTitle
{
    QString id;
    QString topic;
    QString title;
};
QList<DemoTitle> demoTitles(); // of all of them, without their numbers

// One of them; nothing when there is none with this id.
std::optional<GraphDocument> demo(const QString &id);
// The same on this mini-batch, where the demo has one; otherwise it is as it always is. Throws StorageError (BadDocument)
// where the pictures do not fit.
std::optional<GraphDocument> demo(const QString &id, const MiniBatch &batch);

} // namespace chainrule
