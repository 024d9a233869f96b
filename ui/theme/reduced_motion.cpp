// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/reduced_motion.h"

#include "ui/theme/desktop_setting.h"

#include <QtWidgets/QApplication>
#include <QtWidgets/QStyle>

using namespace Qt::StringLiterals;

namespace chainrule {

ReducedMotion::ReducedMotion(QObject *parent)
    : QObject(parent)
{
    const auto *animations = new DesktopSetting(u"org.gnome.desktop.interface"_s, u"enable-animations"_s, this);
    connect(animations, &DesktopSetting::told, this, [this](const QVariant &value) { m_desktopAnimates = value.toBool(); });
}

bool ReducedMotion::isAskedFor() const
{
    return !m_desktopAnimates || QApplication::style()->styleHint(QStyle::SH_Widget_Animation_Duration) == 0;
}

} // namespace chainrule
