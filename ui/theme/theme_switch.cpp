// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme_switch.h"

#include "ui/theme/theme.h"

#include <QtCore/QSettings>
#include <QtWidgets/QApplication>

namespace chainrule {

namespace {

const QString key = QStringLiteral("window/theme");

} // namespace

ThemeSwitch::ThemeSwitch(QObject *parent)
    : QObject(parent)
    , m_system(QGuiApplication::palette())
{
    const int stored = QSettings().value(key, int(Choice::System)).toInt();
    m_choice = stored == int(Choice::Light) || stored == int(Choice::Dark) ? Choice(stored) : Choice::System;
    wear();
}

void ThemeSwitch::choose(Choice choice)
{
    m_choice = choice;
    QSettings().setValue(key, int(choice));
    wear();
}

void ThemeSwitch::wear() const
{
    const Theme theme = m_choice == Choice::Light ? Theme::light()
        : m_choice == Choice::Dark                ? Theme::darkTheme()
                                                  : Theme::of(m_system);
    QApplication::setPalette(theme.palette());
    qApp->setStyleSheet(theme.styleSheet());
}

} // namespace chainrule
