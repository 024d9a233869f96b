// SPDX-License-Identifier: GPL-3.0-or-later
// A check box or a radio button whose words are broken into lines where they need it: Qt's own stay in one.
#pragma once

#include <QtCore/QString>

class QAbstractButton;
class QFontMetrics;

namespace chainrule {

// From now on the button may be as narrow as its column. Its accessible name has the words in one.
void wrapWords(QAbstractButton &button);

// Broken between words, so that no line is wider than this where a word is not.
QString brokenInto(const QString &words, int width, const QFontMetrics &metrics);

} // namespace chainrule
