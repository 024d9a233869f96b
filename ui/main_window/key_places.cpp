// SPDX-License-Identifier: GPL-3.0-or-later
// Qt compares the signs of a key with and without its modifiers: Ctrl and the first key of a French keyboard is Ctrl+& alone.
#include "ui/main_window/key_places.h"

#include <QtGui/QAction>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QApplication>
#include <QtWidgets/QWidget>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

// By X's numbers, which Wayland's platform plugin tells as well: those of Linux' input-event-codes.h and 8.
QChar signAt(quint32 scanCode)
{
    struct Row
    {
        quint32 first;
        QLatin1StringView signs;
    };
    constexpr Row rows[] = { { 10, "1234567890"_L1 }, { 24, "QWERTYUIOP"_L1 }, { 38, "ASDFGHJKL"_L1 }, { 52, "ZXCVBNM"_L1 } };
    for (const Row &row : rows)
        if (scanCode >= row.first && scanCode < row.first + quint32(row.signs.size()))
            return row.signs[qsizetype(scanCode - row.first)];
    return {};
}

bool isLatinLetter(int key)
{
    return key >= Qt::Key_A && key <= Qt::Key_Z;
}

// As Qt itself decides it for keys that it knows.
bool canBeUsed(const QAction &action, const QWidget &window)
{
    if (!action.isEnabled())
        return false;
    const QWidget *focus = QApplication::focusWidget();
    return std::ranges::any_of(action.associatedObjects(), [&](const QObject *object) {
        const auto *widget = qobject_cast<const QWidget *>(object);
        switch (action.shortcutContext()) {
        case Qt::WidgetShortcut:
            return widget && widget == focus;
        case Qt::WidgetWithChildrenShortcut:
            return widget && (widget == focus || widget->isAncestorOf(focus));
        default:
            return widget && (widget == &window || window.isAncestorOf(widget));
        }
    });
}

} // namespace

std::optional<Qt::Key> keyByPlace(const QKeyEvent &event)
{
    const QChar sign = signAt(event.nativeScanCode());
    const int key = event.key();
    if (sign.isNull() || isLatinLetter(key) || (key >= Qt::Key_0 && key <= Qt::Key_9))
        return std::nullopt;
    const bool otherScript = key > 0x7f && key < Qt::Key_Escape && QChar(char16_t(key)).isLetter();
    if (!sign.isDigit() && !otherScript)
        return std::nullopt;
    return Qt::Key(sign.unicode());
}

bool triggerByPlace(const QWidget &window, const QKeyEvent &event)
{
    const std::optional<Qt::Key> key = keyByPlace(event);
    if (!key)
        return false;
    const QKeySequence keys(QKeyCombination(event.modifiers() & ~Qt::KeypadModifier, *key));
    for (QAction *action : window.findChildren<QAction *>())
        if (action->shortcuts().contains(keys) && canBeUsed(*action, window)) {
            action->trigger();
            return true;
        }
    return false;
}

} // namespace chainrule
