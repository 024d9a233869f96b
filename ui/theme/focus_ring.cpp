// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/focus_ring.h"

#include "ui/theme/theme.h"

#include <QtGui/QFocusEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QAbstractSlider>
#include <QtWidgets/QAbstractSpinBox>
#include <QtWidgets/QApplication>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QFocusFrame>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

constexpr int thickness = 2; // px
constexpr int inset = 3; // within a button that is filled with the accent, whose edge cannot be told from a line

bool isFilled(const QWidget &widget)
{
    const auto *button = qobject_cast<const QPushButton *>(&widget);
    return widget.objectName() == "primary"_L1 || widget.property("primary").toBool() || (button && button->isDefault());
}

// These have a border of their own that the style sheet paints.
bool showsItself(const QWidget &widget)
{
    const bool button = qobject_cast<const QPushButton *>(&widget) || qobject_cast<const QToolButton *>(&widget);
    return (button && !isFilled(widget)) || qobject_cast<const QLineEdit *>(&widget) || qobject_cast<const QComboBox *>(&widget)
        || qobject_cast<const QAbstractSpinBox *>(&widget) || qobject_cast<const QAbstractSlider *>(&widget);
}

// Has a hole where the widget is: nothing there is painted twice, and the mouse does not meet it. As a focus frame it is no
// part of what a screen reader is told.
class Line final : public QFocusFrame
{
public:
    explicit Line(QWidget &around)
        : QFocusFrame(&around)
        , m_filled(isFilled(around))
    {
        around.installEventFilter(this);
        follow();
        show();
    }

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Resize)
            follow();
        return false;
    }

    void paintEvent(QPaintEvent *) override
    {
        const Theme theme = Theme::of(parentWidget()->window()->palette());
        QPainter(this).fillRect(rect(), m_filled ? theme.accentText : theme.accent);
    }

private:
    void follow()
    {
        const int margin = m_filled ? inset : 0;
        setGeometry(parentWidget()->rect().marginsRemoved({ margin, margin, margin, margin }));
        setMask(QRegion(rect()) - rect().marginsRemoved({ thickness, thickness, thickness, thickness }));
        raise();
    }

    bool m_filled;
};

} // namespace

FocusRing::FocusRing(QObject *parent)
    : QObject(parent)
{
    qApp->installEventFilter(this);
}

FocusRing::~FocusRing()
{
    delete m_line;
}

bool FocusRing::eventFilter(QObject *object, QEvent *event)
{
    if (event->type() != QEvent::FocusIn && event->type() != QEvent::FocusOut)
        return false;
    const Qt::FocusReason reason = static_cast<QFocusEvent *>(event)->reason();
    if (reason == Qt::ActiveWindowFocusReason || reason == Qt::PopupFocusReason || reason == Qt::MenuBarFocusReason)
        return false; // comes back to where it was
    auto *widget = qobject_cast<QWidget *>(object);
    if (!widget)
        return false;
    delete m_line;
    if (event->type() == QEvent::FocusIn)
        if (reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason || reason == Qt::ShortcutFocusReason)
            showOn(*widget);
    return false;
}

void FocusRing::showOn(QWidget &widget)
{
    if (!showsItself(widget))
        m_line = new Line(widget);
}

} // namespace chainrule
