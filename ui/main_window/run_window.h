// SPDX-License-Identifier: GPL-3.0-or-later
// Opens the window and stays until it is closed.
#pragma once

class QApplication;
class QString;

namespace chainrule {

// Names and dresses the application. `demoOrFile`: the id of a demo or an absolute path,
// empty for what was open last. `data`: "digits", or a file or folder with
// data for the training desk, empty for none. Returns the exit code.
int runWindow(QApplication &application, const QString &demoOrFile, const QString &data);

} // namespace chainrule
