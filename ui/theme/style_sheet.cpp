// SPDX-License-Identifier: GPL-3.0-or-later
// Theme::styleSheet: the one style sheet, by kinds of widgets, roles of texts and a few names.
#include "ui/theme/text_role.h"
#include "ui/theme/theme.h"

#include <QtCore/QString>

#include <utility>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

// A field has no colour here: Qt would paint its placeholder with half of it. Names of colours stand for the theme's: @line,
// @text …; those of sizes for pixels.
const char *const rules = R"(
#canvasPage { background: @canvas; }
#panel { background: @panel; }
#SettingsScroll { border-left: 1px solid @line; }
#hairline { background: @line; border: none; max-height: 1px; min-height: 1px; }
#card { background: @canvas; border: 1px solid @line; border-radius: 8px; }
#dockBar { background: @panel; border: none; border-bottom: 1px solid @line; }
#MessageBar { background: @backwardTint; border: none; border-left: 4px solid @backward; border-radius: 4px; }
#MessageBar[done="true"] { background: @accentTint; border-left-color: @accent; }
chainrule--WorkBar { background: @canvas; }
#faultBanner { background: @backwardTint; border: none; border-radius: 6px; }
#returnBar { background: @accentTint; border: none; }
#predicted { color: @backward; }
#actual { color: @forward; }
chainrule--LegendEntry QLabel:disabled { color: @disabled; text-decoration: line-through; }

QPushButton { color: @text; background: @button; border: 1px solid @border; border-radius: 6px; font-size: @body;
    min-height: 26px; padding: 0 12px; }
QPushButton:hover { border-color: @text; }
QPushButton:pressed { background: @accentTint; }
QPushButton:focus { border: 2px solid @accent; min-height: 24px; padding: 0 11px; outline: none; }
QPushButton:disabled { color: @disabled; background: @panel; border-color: @line; }
QPushButton:default, QPushButton[primary="true"] { color: @accentText; background: @accent; border-color: @accent; }
QPushButton:default:hover, QPushButton[primary="true"]:hover { background: @accentHover; }
QPushButton:default:focus, QPushButton[primary="true"]:focus { border: 2px solid @text; }
QPushButton:default:disabled, QPushButton[primary="true"]:disabled { color: @disabled; background: @panel;
    border-color: @line; }
QPushButton[large="true"] { font-weight: 600; min-height: 32px; padding: 0 14px; min-width: 64px; }
QPushButton[large="true"]:focus { min-height: 30px; padding: 0 13px; }
QPushButton[segment] { border-radius: 0; }
QPushButton[segment="first"] { border-top-left-radius: 6px; border-bottom-left-radius: 6px; border-right: none; }
QPushButton[segment="last"] { border-top-right-radius: 6px; border-bottom-right-radius: 6px; }
QPushButton[segment="first"]:focus { border-right: 2px solid @accent; }
QPushButton[segment]:checked { color: @accent; background: @accentTint; font-weight: 600; }
QPushButton[segment]:checked:disabled { color: @text; background: @accentTint; }
#data { text-align: left; background: @canvas; padding: 0 8px; }
#data:focus { padding: 0 7px; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QDialogButtonBox QPushButton { min-width: 64px; }
chainrule--TimelineBar QToolButton { background: @canvas; border: 1px solid @border; border-radius: 8px; }
chainrule--TimelineBar QToolButton:hover { border-color: @accent; }
chainrule--TimelineBar QToolButton:focus { border: 2px solid @accent; }
chainrule--TimelineBar QToolButton#primary:enabled { background: @accent; border-color: @accent; }
chainrule--TimelineBar QToolButton#primary:enabled:focus { border: 2px solid @text; }

QCheckBox, QRadioButton { font-size: @note; }
QCheckBox::indicator, QRadioButton::indicator, QTableView::indicator { width: 14px; height: 14px;
    border: 1px solid @muted; background: @canvas; border-radius: 4px; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:checked, QTableView::indicator:checked { background: @accent; border-color: @accent;
    image: url(:/icons/tick-@tone.svg); }
QRadioButton::indicator:checked { width: 6px; height: 6px; border: 5px solid @accent; background: @accentText; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border-color: @accent; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: @line; background: transparent; }

QLineEdit, QSpinBox, QComboBox { background: @canvas; border: 1px solid @border; border-radius: 6px;
    font-size: @body; min-height: 26px; padding: 0 8px; selection-background-color: @accent;
    selection-color: @accentText; }
QComboBox:hover { border-color: @text; }
QLineEdit:focus, QSpinBox:focus, QComboBox:focus { border: 2px solid @accent; min-height: 24px; padding: 0 7px; }
QLineEdit:disabled, QSpinBox:disabled, QComboBox:disabled { color: @disabled; background: @panel; }
QPlainTextEdit#words { color: @text; background: @canvas; border: 1px solid @line; border-radius: 6px; padding: 2px 4px;
    font-size: @body; }
QPlainTextEdit#words:focus { border: 2px solid @accent; padding: 1px 3px; }
QSpinBox QLineEdit { border: none; padding: 0; min-height: 0; background: transparent; }
QComboBox::drop-down { border: none; width: 28px; }
QComboBox::down-arrow { image: url(:/icons/down-@tone.svg); width: 12px; height: 12px; }
QComboBox::down-arrow:disabled { image: none; }
QComboBox QAbstractItemView { color: @text; background: @canvas; border: 1px solid @border; padding: 4px; outline: none;
    selection-background-color: @accentTint; selection-color: @accent; }
#nudge { color: @accent; font-weight: 600; }
#cellEditor { font-size: @code; min-height: 0; padding: 0 4px; border: 1px solid @accent; border-radius: 0; }

QSlider { min-height: 24px; }
QSlider::groove:horizontal { background: @line; height: 4px; border-radius: 2px; }
QSlider::sub-page:horizontal { background: @accent; height: 4px; border-radius: 2px; }
QSlider::handle:horizontal { background: @accent; width: 16px; height: 16px; margin: -6px 0; border-radius: 8px; }
QSlider::handle:horizontal:focus { border: 2px solid @text; width: 14px; height: 14px; margin: -7px 0; border-radius: 9px; }
QProgressBar { background: @line; border: none; border-radius: 3px; min-height: 6px; max-height: 6px; }
QProgressBar::chunk { background: @forward; border-radius: 3px; }
QSplitter::handle { background: transparent; }

QTabBar::tab { font-size: @body; color: @muted; background: transparent; border: none; border-bottom: 3px solid transparent;
    padding: 5px 2px 6px 2px; margin: 0 16px 0 0; }
QTabBar::tab:selected { color: @text; font-weight: 600; border-bottom-color: @accent; }
QTabBar::tab:hover { color: @text; }
QTabBar::tab:focus { border-bottom-color: @text; }

QTableView#numbers { background: @canvas; font-size: @code; outline: none; selection-background-color: @accentTint;
    selection-color: @text; }
QTableView#numbers QHeaderView, QTableView#numbers QTableCornerButton::section { background: @panel; }
QTableView#numbers QHeaderView::section { background: @panel; color: @muted; font-size: @note; border: none;
    border-bottom: 1px solid @line; padding: 4px 3px; }
QTableView#numbers QTableCornerButton::section { border: none; border-bottom: 1px solid @line; }
QTableWidget#checkTable { background: @panel; border: none; font-size: @note; color: @text; }
QTableWidget#checkTable QHeaderView::section { background: @panel; color: @muted; border: none; font-size: @note;
    padding: 0 2px; }
QTableWidget#checkTable::item { padding: 0 2px; }
QTableWidget#checkTable::item:selected { background: @accentTint; color: @text; }
QListWidget#operations { background: transparent; border: none; outline: none; }
QTreeView#library { background: @panel; border: none; font-size: @body; outline: none; }
QTreeView#library::item { padding: 0 10px; border-radius: 6px; color: @text; }
QTreeView#library::item:has-children { padding: 0 6px 4px 6px; color: @muted; }
QTreeView#library::item:hover:!has-children { background: @accentTint; }
QTreeView#library::item:selected { background: @accentTint; color: @accent; }

QDockWidget, QScrollArea { background: @panel; border: none; }
QMainWindow::separator { background: @line; width: 1px; height: 1px; }
QMenuBar { background: @panel; border-bottom: 1px solid @line; padding: 2px 8px; }
QMenuBar::item { background: transparent; padding: 5px 10px; border-radius: 4px; }
QMenuBar::item:selected { background: @accentTint; }
QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: @slate; border-radius: 3px; margin: 3px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: @muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QToolTip { background: @canvas; color: @text; border: 1px solid @border; padding: 4px; }
)";

} // namespace

QString Theme::styleSheet() const
{
    QString sheet = roleRules() + QLatin1String(rules);
    // Longer names first: @accent is the beginning of @accentTint.
    const std::pair<const char *, QColor> colours[] = {
        { "@accentHover", dark ? accent.lighter(110) : accent.darker(112) },
        { "@accentTint", accentTint },
        { "@accentText", accentText },
        { "@accent", accent },
        { "@backwardTint", backwardTint },
        { "@backward", backward },
        { "@bad", bad },
        { "@border", border },
        { "@button", palette().color(QPalette::Button) },
        { "@canvas", canvas },
        { "@disabled", disabledText },
        { "@forward", forward },
        { "@good", good },
        { "@line", line },
        { "@muted", mutedText },
        { "@panel", panel },
        { "@slate", slate },
        { "@text", text },
    };
    for (const auto &[name, colour] : colours)
        sheet.replace(QLatin1String(name), colour.name());
    const std::pair<const char *, int> sizes[] = { { "@body", Size::body }, { "@code", Size::code }, { "@note", Size::note } };
    for (const auto &[name, size] : sizes)
        sheet.replace(QLatin1String(name), u"%1px"_s.arg(size));
    return sheet.replace("@tone"_L1, dark ? "dark"_L1 : "light"_L1);
}

} // namespace chainrule
