// SPDX-License-Identifier: GPL-3.0-or-later
// A person's hand on a canvas: each movement is an event, and the frame that it makes.
#pragma once

#include <QtCore/QCoreApplication>
#include <QtGui/QMouseEvent>
#include <QtGui/QWheelEvent>
#include <QtWidgets/QAbstractScrollArea>

namespace chainrule {

class Hand
{
public:
    explicit Hand(QAbstractScrollArea &view)
        : m_canvas(*view.viewport())
    {
    }

    void press(const QPointF &at) { mouse(QEvent::MouseButtonPress, at, Qt::LeftButton, Qt::LeftButton); }
    void dragTo(const QPointF &at)
    {
        mouse(QEvent::MouseMove, at, Qt::NoButton, Qt::LeftButton);
        frame();
    }
    void moveTo(const QPointF &at)
    {
        mouse(QEvent::MouseMove, at, Qt::NoButton, Qt::NoButton);
        frame();
    }
    void release(const QPointF &at)
    {
        mouse(QEvent::MouseButtonRelease, at, Qt::LeftButton, Qt::NoButton);
        frame();
    }
    // As a touchpad turns it: an eighth of a notch.
    void turnWheel(const QPointF &at, int eighths)
    {
        constexpr int eighth = 15;
        QWheelEvent event(at, m_canvas.mapToGlobal(at), {}, { 0, eighths * eighth }, Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(&m_canvas, &event);
        frame();
    }

private:
    void mouse(QEvent::Type type, const QPointF &at, Qt::MouseButton button, Qt::MouseButtons buttons)
    {
        QMouseEvent event(type, at, m_canvas.mapToGlobal(at), button, buttons, Qt::NoModifier);
        QCoreApplication::sendEvent(&m_canvas, &event);
    }

    // With all that waits to be done, as in the program: timers, posted events.
    void frame()
    {
        m_canvas.repaint();
        QCoreApplication::processEvents();
    }

    QWidget &m_canvas;
};

} // namespace chainrule
