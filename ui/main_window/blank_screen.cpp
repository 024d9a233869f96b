// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/blank_screen.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>

#include <algorithm>
#include <array>

namespace chainrule {

namespace {

bool isModifier(int key)
{
    constexpr std::array all{ Qt::Key_Shift,   Qt::Key_Control, Qt::Key_Alt,      Qt::Key_AltGr,  Qt::Key_Meta,
                              Qt::Key_Super_L, Qt::Key_Super_R, Qt::Key_CapsLock, Qt::Key_NumLock };
    return std::ranges::find(all, key) != all.end();
}

} // namespace

BlankScreen::BlankScreen(QWidget *window)
    : QWidget(window)
{
    setCursor(Qt::BlankCursor);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("The screen is blank; any key brings the graph back"));
    window->installEventFilter(this);
    hide();
}

void BlankScreen::cover(const QColor &colour)
{
    m_colour = colour;
    if (isHidden())
        m_focus = window()->focusWidget();
    setGeometry(window()->rect());
    show();
    raise();
    setFocus();
    update();
}

void BlankScreen::uncover()
{
    hide();
    if (m_focus)
        m_focus->setFocus();
}

bool BlankScreen::event(QEvent *event)
{
    switch (event->type()) {
    case QEvent::ShortcutOverride: // else the graph behind it would take a step
        event->accept();
        return true;
    case QEvent::KeyPress: {
        const auto *press = static_cast<QKeyEvent *>(event);
        const int key = press->key();
        if (press->isAutoRepeat() || isModifier(key)) // still the key that blanked it, or not a whole one
            return true;
        const bool black = key == Qt::Key_B || key == Qt::Key_Period;
        if (black && m_colour != Qt::black)
            cover(Qt::black);
        else if (key == Qt::Key_W && m_colour != Qt::white)
            cover(Qt::white);
        else
            uncover();
        return true;
    }
    case QEvent::MouseButtonPress:
        uncover();
        return true;
    default:
        return QWidget::event(event);
    }
}

bool BlankScreen::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        setGeometry(window()->rect());
    return QWidget::eventFilter(watched, event);
}

void BlankScreen::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), m_colour);
}

} // namespace chainrule
