// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/mnist_folder.h"

#include "data/idx_names.h"

#include <QtCore/QFile>
#include <QtCore/QStandardPaths>

#include <algorithm>

namespace chainrule {

using namespace Qt::StringLiterals;

QString findMnistFolder()
{
    // Not AppDataLocation, which the window and the command line would have to name alike.
    QStringList candidates =
        QStandardPaths::locateAll(QStandardPaths::GenericDataLocation, u"chainrule/mnist"_s, QStandardPaths::LocateDirectory);
    if (const QByteArray chosen = qgetenv("CHAINRULE_MNIST_DIR"); !chosen.isEmpty())
        candidates.prepend(QFile::decodeName(chosen));
    const auto found = std::ranges::find_if(candidates, holdsIdxSet);
    return found == candidates.end() ? QString() : *found;
}

} // namespace chainrule
