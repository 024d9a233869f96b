// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/space_pan.h"

#include <QtCore/QCoreApplication>
#include <QtGui/QMouseEvent>
#include <QtWidgets/QWidget>

#include <utility>

namespace chainrule {

SpacePan::SpacePan(QWidget &viewport, std::function<void()> play)
    : m_viewport(viewport)
    , m_play(std::move(play))
{
}

bool SpacePan::key(const QKeyEvent &event, bool down)
{
    if (event.key() != Qt::Key_Space || event.modifiers() != Qt::NoModifier)
        return false;
    if (event.isAutoRepeat())
        return true;
    if (down)
        m_panned = false;
    const bool wasHeld = std::exchange(m_held, down);
    if (!down && wasHeld && !m_panned)
        m_play();
    return true;
}

void SpacePan::press(const QMouseEvent &event)
{
    m_panned = true;
    QMouseEvent middle(event.type(), event.position(), event.globalPosition(), Qt::MiddleButton, Qt::MiddleButton, {});
    QCoreApplication::sendEvent(&m_viewport, &middle);
}

} // namespace chainrule
