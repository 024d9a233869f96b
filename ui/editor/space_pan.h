// SPDX-License-Identifier: GPL-3.0-or-later
// The Space key on the canvas while a graph is edited: held down, the left mouse button pans; alone it plays, as ever.
#pragma once

#include <functional>

class QKeyEvent;
class QMouseEvent;
class QWidget;

namespace chainrule {

class SpacePan final
{
public:
    // The view pans with its middle button; `viewport` is told that this was it.
    SpacePan(QWidget &viewport, std::function<void()> play);

    bool isHeld() const { return m_held; }
    bool isPanning() const { return m_held && m_panned; }
    // Whether the key is taken.
    bool key(const QKeyEvent &event, bool down);
    void press(const QMouseEvent &event);

private:
    QWidget &m_viewport;
    std::function<void()> m_play;
    bool m_held = false;
    bool m_panned = false;
};

} // namespace chainrule
