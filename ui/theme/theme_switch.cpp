// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme_switch.h"

#include "ui/theme/desktop_setting.h"
#include "ui/theme/theme.h"

#include <QtCore/QEvent>
#include <QtCore/QScopedValueRollback>
#include <QtCore/QSettings>
#include <QtGui/QActionGroup>
#include <QtWidgets/QApplication>
#include <QtWidgets/QMenu>

#include <utility>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

const QString key = u"window/theme"_s;

} // namespace

ThemeSwitch::ThemeSwitch(QWidget *window)
    : QObject(window)
    , m_darkPalette(Theme::of(QApplication::palette()).dark)
{
    const int stored = QSettings().value(key, int(Choice::System)).toInt();
    m_choice = stored == int(Choice::Light) || stored == int(Choice::Dark) ? Choice(stored) : Choice::System;
    wear();
    window->installEventFilter(this);
    const auto *scheme = new DesktopSetting(u"org.freedesktop.appearance"_s, u"color-scheme"_s, this);
    connect(scheme, &DesktopSetting::told, this, [this](const QVariant &value) {
        const uint wish = value.toUInt();
        const bool before = systemIsDark();
        m_wish = wish == 1 ? Wish::Dark : wish == 2 ? Wish::Light : Wish::None;
        if (systemIsDark() != before)
            wear();
    });
    const auto *contrast = new DesktopSetting(u"org.freedesktop.appearance"_s, u"contrast"_s, this);
    connect(contrast, &DesktopSetting::told, this, [this](const QVariant &value) {
        if (std::exchange(m_contrast, value.toUInt() == 1) != m_contrast)
            wear();
    });
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

// Another palette of the system, or of the style: it is beneath ours, which is taken off to see it.
bool ThemeSwitch::eventFilter(QObject *window, QEvent *event)
{
    const bool other = event->type() == QEvent::ApplicationPaletteChange && QApplication::palette() != m_worn; // not our doing
    if ((event->type() == QEvent::ThemeChange || other) && !m_wearing) {
        const QScopedValueRollback ours(m_wearing, true);
        QApplication::setPalette(QPalette());
        m_darkPalette = Theme::of(QApplication::palette()).dark;
        wear();
    }
    return QObject::eventFilter(window, event);
}

bool ThemeSwitch::systemIsDark() const
{
    return m_wish == Wish::None ? m_darkPalette : m_wish == Wish::Dark;
}

void ThemeSwitch::wear()
{
    const QScopedValueRollback ours(m_wearing, true);
    const bool dark = m_choice == Choice::System ? systemIsDark() : m_choice == Choice::Dark;
    const Theme theme = m_contrast ? Theme::contrasting(dark) : dark ? Theme::darkTheme() : Theme::light();
    QApplication::setPalette(theme.palette());
    m_worn = QApplication::palette();
    if (m_dressed)
        qApp->setStyleSheet(theme.styleSheet());
}

void ThemeSwitch::dress()
{
    m_dressed = true;
    wear();
}

} // namespace chainrule
