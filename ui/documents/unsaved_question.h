// SPDX-License-Identifier: GPL-3.0-or-later
// What a person is asked before something that is not saved is lost, or written over.
#pragma once

#include <QtCore/QStringList>

class QWidget;

namespace chainrule {

enum class Unsaved {
    Save, // all of them
    Discard,
    Keep, // nothing is closed
};

// Once for all of these, by their names: at least one.
Unsaved askAboutUnsaved(const QStringList &names, QWidget &window);

enum class Overwrite {
    Overwrite,
    SaveElsewhere,
    Cancel,
};

// Somebody else has written to the file of this graph.
Overwrite askAboutWritten(const QString &name, QWidget &window);

} // namespace chainrule
