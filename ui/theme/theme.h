// SPDX-License-Identifier: GPL-3.0-or-later
// The colours and sizes of everything that Chainrule draws itself, in light and dark.
#pragma once

#include <QtGui/QColor>
#include <QtGui/QPalette>

namespace chainrule {

// Forward is blue and backward vermillion (Okabe–Ito). Texts have at least 4.5:1 against what is behind them, borders of
// fields, focus and curves 3:1; in high contrast 7:1 and 4.5:1 (tst_contrast).
struct Theme
{
    bool dark = false;
    bool highContrast = false;
    QColor canvas; // behind the diagram and the plots
    QColor panel; // behind lists, settings and the timeline
    QColor line; // hairlines between surfaces
    QColor border; // of fields and buttons; arrows that nothing has come along yet
    QColor text;
    QColor mutedText;
    QColor disabledText;
    QColor forward; // values
    QColor backward; // gradients
    QColor backwardTint; // behind a highlighted gradient
    QColor accent; // selection, the primary button, focus
    QColor accentTint; // behind the selected row
    QColor accentText; // on `accent`
    QColor test; // the test accuracy's curve, beside `forward` for training
    QColor faint; // raw loss, marks not reached
    QColor slate, violet, ochre, rose, moss; // earlier runs, quieter than those of now and yet told apart
    QColor good;
    QColor bad;

    // The theme that the palette is of; of another palette the one whose lightness fits its window and text.
    static Theme of(const QPalette &palette);
    static Theme light();
    static Theme darkTheme();
    static Theme contrasting(bool dark); // for who needs more than 4.5:1

    QPalette palette() const; // for the widgets that Qt draws
    QString styleSheet() const; // what a palette cannot say
};

namespace Size {
constexpr int grid = 8; // px; spacings are multiples of half of it
constexpr int control = 28; // px, the height of a button or field
// px, font sizes; text_role.h says which text has which.
constexpr int note = 12;
constexpr int code = 13; // and numbers in tables
constexpr int body = 14;
constexpr int value = 16; // in the diagram
constexpr int figure = 18;
constexpr int heading = 20;
} // namespace Size

} // namespace chainrule
