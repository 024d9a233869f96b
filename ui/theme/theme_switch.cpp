// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme_switch.h"

#include "ui/theme/theme.h"

#include <QtCore/QSettings>
#include <QtGui/QActionGroup>
#include <QtWidgets/QApplication>
#include <QtWidgets/QMenu>

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

void ThemeSwitch::addTo(QMenu &menu)
{
    auto *group = new QActionGroup(&menu);
    const std::pair<QString, Choice> choices[] = { { tr("&System"), Choice::System },
                                                   { tr("&Light"), Choice::Light },
                                                   { tr("&Dark"), Choice::Dark } };
    for (const auto &[text, choice] : choices) {
        QAction *action = group->addAction(menu.addAction(text));
        action->setCheckable(true);
        action->setChecked(m_choice == choice);
        connect(action, &QAction::triggered, this, [this, choice = choice] { choose(choice); });
    }
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
