// SPDX-License-Identifier: GPL-3.0-or-later
// What a text is there for. A role has one size, one weight and one colour, by the style sheet and where it is painted.
#pragma once

#include <QtCore/QString>
#include <QtGui/QFont>

class QLabel;
class QWidget;

namespace chainrule {

struct Theme;

enum class TextRole {
    Heading, // of a page
    Section, // of a part of it
    Body,
    Strong, // what matters most among body text
    Caption, // what explains something else
    Note, // small print, legends, axes
    StrongNote,
    Figure, // a number to be read first
    Cell, // of a table
    Code,
    Error,
    Success,
    Refusal, // an error in a frame of its own, on whatever is behind it
    Hint, // the same without anything wrong
};

// Sets the label's role, also in place of another one.
void setRole(QLabel &label, TextRole role);
// As large as it is read from the last row of a lecture hall: a label, or all labels in a part of the page.
void setPresented(QWidget &part, bool on);
constexpr double presentedScale = 1.7;
// The family of `base` in the role's size and weight.
QFont roleFont(TextRole role, QFont base);

// The part of the style sheet that says all this, with names for the theme's colours.
QString roleRules();

} // namespace chainrule
