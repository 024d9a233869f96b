// SPDX-License-Identifier: GPL-3.0-or-later
// Which theme the application wears: the system's, light or dark. Remembered.
#pragma once

#include <QtCore/QObject>
#include <QtGui/QPalette>

class QMenu;

namespace chainrule {

class ThemeSwitch final : public QObject
{
    Q_OBJECT

public:
    enum class Choice { System, Light, Dark };

    explicit ThemeSwitch(QObject *parent = nullptr); // wears what was chosen last

    Choice choice() const { return m_choice; }
    void choose(Choice choice);
    // An entry for each choice.
    void addTo(QMenu &menu);

private:
    void wear() const;

    QPalette m_system; // as it was before we painted over it
    Choice m_choice = Choice::System;
};

} // namespace chainrule
