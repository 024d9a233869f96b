// SPDX-License-Identifier: GPL-3.0-or-later
// What appears on screen without having been looked for is told to screen readers.
#pragma once

class QString;
class QWidget;

namespace chainrule {

// `words` are what `label` shows. An alert would be lost: Qt passes none on to the desktop before 6.8, which has announcements.
void readAloud(QWidget &label, const QString &words);

} // namespace chainrule
