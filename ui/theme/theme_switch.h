// SPDX-License-Identifier: GPL-3.0-or-later
// Which theme the application wears: the system's, which it follows, or light or dark. Remembered.
#pragma once

#include <QtCore/QObject>
#include <QtGui/QPalette>

class QMenu;
class QWidget;

namespace chainrule {

class ThemeSwitch final : public QObject
{
    Q_OBJECT

public:
    enum class Choice { System, Light, Dark };

    // Wears the palette of what was chosen last; the window hears of the system's changes.
    explicit ThemeSwitch(QWidget *window);
    // The style sheet as well, once the window is built: each widget that is put into another under a sheet is styled anew.
    void dress();

    Choice choice() const { return m_choice; }
    void choose(Choice choice);
    // An entry for each choice.
    void addTo(QMenu &menu);

protected:
    bool eventFilter(QObject *window, QEvent *event) override;

private:
    // What the desktop asks programs for (org.freedesktop.appearance, color-scheme).
    enum class Wish { None, Dark, Light };

    void wear();
    bool systemIsDark() const;

    Choice m_choice = Choice::System;
    Wish m_wish = Wish::None;
    bool m_contrast = false; // the desktop asks for more of it, whichever theme is chosen
    bool m_darkPalette = false; // the system's, as it was before we painted over it
    bool m_wearing = false;
    bool m_dressed = false;
    QPalette m_worn; // the application's, with what the theme leaves to the system
};

} // namespace chainrule
