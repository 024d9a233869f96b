// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/page/training_style.h"

#include <utility>

namespace chainrule {

namespace {

// Names of colours stand for the theme's: @line, @text …
const char *const rules = R"(
#TrainingMain { background: @canvas; }
QLabel { color: @text; font-size: 14px; background: transparent; }
QLabel[role="title"] { font-size: 22px; font-weight: 600; }
QLabel[role="section"] { font-size: 16px; font-weight: 600; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="muted"] { color: @muted; font-size: 12px; }
QLabel[role="subtitle"] { color: @muted; }
QLabel[role="value"] { font-size: 12px; font-weight: 600; }
QLabel[role="refusal"] { color: @bad; font-size: 12px; }
QLabel[role="fieldName"] { min-height: 34px; max-height: 34px; }
QLabel[role="field"] { min-height: 34px; font-weight: 600; }
QToolTip { color: @text; background: @panel; border: 1px solid @line; padding: 4px; }

#SettingsScroll { background: @panel; border: none; border-left: 1px solid @line; }
#SettingsPanel, #SettingsColumn { background: @panel; border: none; }
#ChartCard { background: @canvas; border: 1px solid @line; border-radius: 8px; }
#MessageBar { background: @warmTint; border: none; border-left: 4px solid @backward; border-radius: 4px; }

QPushButton { color: @text; background: @button; border: 1px solid @line; border-radius: 6px; font-size: 14px;
              font-weight: 600; min-height: 32px; padding: 0 14px; }
QPushButton:hover { background: @panel; border-color: @muted; }
QPushButton:pressed { background: @accentTint; }
QPushButton:focus { border: 2px solid @accent; padding: 0 13px; min-height: 30px; outline: none; }
QPushButton:disabled { color: @disabled; background: @panel; border-color: @line; }
QPushButton[primary="true"] { color: @accentText; background: @accent; border-color: @accent; min-width: 64px; }
QPushButton[primary="true"]:hover { background: @accentHover; }
QPushButton[primary="true"]:focus { border: 2px solid @text; }
QPushButton[primary="true"]:disabled { color: @disabled; background: @panel; border-color: @line; }

QPushButton[small="true"] { font-weight: 400; min-height: 26px; padding: 0 10px; }
QPushButton[small="true"]:focus { min-height: 24px; padding: 0 9px; }
chainrule--LegendEntry QLabel:disabled { color: @disabled; text-decoration: line-through; }
#data { font-weight: 400; text-align: left; background: @canvas; padding: 0 12px; }
#data:focus { padding: 0 11px; }

QPushButton[segment] { font-weight: 400; min-height: 26px; padding: 0 12px; border-radius: 0; }
QPushButton[segment]:focus { min-height: 24px; padding: 0 11px; }
QPushButton[segment="first"] { border-top-left-radius: 6px; border-bottom-left-radius: 6px; border-right: none; }
QPushButton[segment="last"] { border-top-right-radius: 6px; border-bottom-right-radius: 6px; }
QPushButton[segment="first"]:focus { border-right: 2px solid @accent; }
QPushButton[segment]:checked { color: @accent; background: @accentTint; font-weight: 600; }
QPushButton[segment]:checked:disabled { color: @muted; background: @line; }

QTabBar::tab { color: @muted; font-size: 14px; padding: 6px 14px 8px 14px; border: none; border-bottom: 2px solid @line;
               background: transparent; }
QTabBar::tab:hover { color: @text; }
QTabBar::tab:selected { color: @accent; font-weight: 600; border-bottom: 2px solid @accent; }
QTabBar::tab:focus { color: @text; background: @accentTint; }
QSplitter::handle { background: transparent; }

QLineEdit, QSpinBox { color: @text; background: @canvas; border: 1px solid @line; border-radius: 6px; font-size: 14px;
                      min-height: 32px; padding: 0 10px; selection-background-color: @accent;
                      selection-color: @accentText; }
QLineEdit:focus, QSpinBox:focus { border: 2px solid @accent; padding: 0 9px; min-height: 30px; }
QLineEdit:disabled, QSpinBox:disabled { color: @disabled; background: @panel; }
QSpinBox QLineEdit { border: none; padding: 0; min-height: 0; background: transparent; }
QComboBox { font-size: 14px; min-height: 32px; padding: 0 10px; }
QComboBox:focus { padding: 0 9px; min-height: 30px; }

QProgressBar { background: @line; border: none; border-radius: 3px; min-height: 6px; max-height: 6px; }
QProgressBar::chunk { background: @forward; border-radius: 3px; }
)";

} // namespace

QString trainingStyleSheet(const Theme &theme)
{
    const QPalette palette = theme.palette();
    // Longer names first: @accent is the beginning of @accentTint.
    const std::pair<const char *, QColor> colours[] = {
        { "@accentTint", theme.accentTint },
        { "@accentText", theme.accentText },
        { "@accentHover", theme.dark ? theme.accent.lighter(110) : theme.accent.darker(112) },
        { "@accent", theme.accent },
        { "@backward", theme.backward },
        { "@warmTint", theme.backwardTint },
        { "@button", palette.color(QPalette::Button) },
        { "@canvas", theme.canvas },
        { "@disabled", palette.color(QPalette::Disabled, QPalette::ButtonText) },
        { "@forward", theme.forward },
        { "@muted", theme.mutedText },
        { "@panel", theme.panel },
        { "@line", theme.line },
        { "@text", theme.text },
        { "@bad", theme.bad },
    };
    QString sheet = QString::fromLatin1(rules);
    for (const auto &[name, colour] : colours)
        sheet.replace(QLatin1String(name), colour.name());
    return sheet;
}

} // namespace chainrule
