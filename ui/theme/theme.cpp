// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include <QtCore/QString>

namespace chainrule {

Theme Theme::light()
{
    Theme t;
    t.dark = false;
    t.canvas = QColor(0xff, 0xff, 0xff);
    t.panel = QColor(0xf6, 0xf7, 0xf9);
    t.line = QColor(0xdf, 0xe2, 0xe7);
    t.text = QColor(0x1d, 0x21, 0x27);
    t.mutedText = QColor(0x5f, 0x68, 0x74);
    t.forward = QColor(0x00, 0x6a, 0xa8);
    t.backward = QColor(0xc0, 0x4f, 0x00);
    t.backwardTint = QColor(0xfd, 0xee, 0xe2);
    t.accent = QColor(0x0b, 0x5c, 0xad);
    t.accentTint = QColor(0xdb, 0xe8, 0xf7);
    t.accentText = QColor(0xff, 0xff, 0xff);
    t.test = QColor(0x00, 0x7a, 0x5a);
    t.faint = QColor(0xa9, 0xc9, 0xe0);
    t.slate = QColor(0x7b, 0x84, 0x90);
    t.violet = QColor(0x8c, 0x6a, 0xb8);
    t.ochre = QColor(0x9c, 0x7a, 0x1e);
    t.rose = QColor(0xb8, 0x5f, 0x86);
    t.moss = QColor(0x6b, 0x86, 0x3a);
    t.good = QColor(0x00, 0x6f, 0x52);
    t.bad = QColor(0xb3, 0x26, 0x1e);
    return t;
}

Theme Theme::darkTheme()
{
    Theme t;
    t.dark = true;
    t.canvas = QColor(0x16, 0x19, 0x1e);
    t.panel = QColor(0x1e, 0x22, 0x28);
    t.line = QColor(0x36, 0x3c, 0x46);
    t.text = QColor(0xec, 0xee, 0xf1);
    t.mutedText = QColor(0xa4, 0xad, 0xb8);
    t.forward = QColor(0x5c, 0xb8, 0xf0);
    t.backward = QColor(0xff, 0x93, 0x4a);
    t.backwardTint = QColor(0x3d, 0x2a, 0x1c);
    t.accent = QColor(0x4a, 0x9f, 0xe8);
    t.accentTint = QColor(0x1c, 0x31, 0x49);
    t.accentText = QColor(0x0b, 0x12, 0x1a);
    t.test = QColor(0x3d, 0xc9, 0x9b);
    t.faint = QColor(0x35, 0x52, 0x68);
    t.slate = QColor(0x8b, 0x95, 0xa1);
    t.violet = QColor(0xa8, 0x8b, 0xd2);
    t.ochre = QColor(0xb8, 0x97, 0x45);
    t.rose = QColor(0xcc, 0x80, 0xa3);
    t.moss = QColor(0x8d, 0xa8, 0x5c);
    t.good = QColor(0x3d, 0xc9, 0x9b);
    t.bad = QColor(0xff, 0x8a, 0x80);
    return t;
}

Theme Theme::of(const QPalette &palette)
{
    const bool dark = palette.color(QPalette::WindowText).lightness() > palette.color(QPalette::Window).lightness();
    return dark ? darkTheme() : light();
}

QPalette Theme::palette() const
{
    QPalette p;
    p.setColor(QPalette::Window, panel);
    p.setColor(QPalette::WindowText, text);
    p.setColor(QPalette::Base, canvas);
    p.setColor(QPalette::AlternateBase, panel);
    p.setColor(QPalette::Text, text);
    p.setColor(QPalette::PlaceholderText, mutedText);
    p.setColor(QPalette::Button, dark ? panel.lighter(120) : QColor(Qt::white));
    p.setColor(QPalette::ButtonText, text);
    p.setColor(QPalette::BrightText, bad);
    p.setColor(QPalette::ToolTipBase, panel);
    p.setColor(QPalette::ToolTipText, text);
    p.setColor(QPalette::Highlight, accent);
    p.setColor(QPalette::HighlightedText, accentText);
    p.setColor(QPalette::Link, accent);
    p.setColor(QPalette::Light, canvas);
    p.setColor(QPalette::Midlight, line);
    p.setColor(QPalette::Mid, line);
    p.setColor(QPalette::Dark, mutedText);
    p.setColor(QPalette::Shadow, line);
    for (const QPalette::ColorRole role : { QPalette::Text, QPalette::WindowText, QPalette::ButtonText })
        p.setColor(QPalette::Disabled, role, dark ? mutedText.darker(150) : mutedText.lighter(150));
    return p;
}

QString Theme::styleSheet() const
{
    QString sheet = QStringLiteral(R"(
        #canvasPage { background: @canvas; }
        #panel, #explanation { background: @panel; }
        #hairline { background: @line; border: none; max-height: 1px; min-height: 1px; }
        #heading { font-size: 20px; font-weight: 600; color: @text; }
        #subheading { font-size: 15px; font-weight: 600; color: @text; }
        #body { font-size: 14px; color: @text; }
        #mutedBody, #muted { font-size: 14px; color: @muted; }
        #muted { font-size: 12px; }
        #caption { font-size: 14px; color: @muted; }
        #caption[answers="true"] { font-weight: 600; color: @text; }
        #refusal { font-size: 13px; color: @bad; background: @canvas; border: 1px solid @bad; border-radius: 6px; padding: 4px 8px; }
        #typedShape, #chosenEnd { font-size: 13px; color: @muted; background: @canvas; border: 1px solid @line; border-radius: 6px;
            padding: 4px 8px; }
        #nudge { color: @accent; font-weight: 600; padding: 3px 6px; }
        #predicted, #actual { font-size: 18px; font-weight: 600; color: @forward; }
        #predicted { color: @backward; }
        #verdict { font-size: 14px; }
        #faultCode { font-family: monospace; font-size: 13px; color: @text; }
        #faultBanner { background: @backwardTint; border: none; border-radius: 6px; }
        #returnBar { background: @accentTint; border: none; }
        QCheckBox::indicator, QRadioButton::indicator {
            width: 14px; height: 14px; border: 1px solid @muted; background: @canvas; border-radius: 4px; }
        QRadioButton::indicator { border-radius: 8px; }
        QCheckBox::indicator:checked { background: @accent; border-color: @accent; image: url(:/icons/tick-@tone.svg); }
        QRadioButton::indicator:checked { width: 6px; height: 6px; border: 5px solid @accent; background: @accentText; }
        QCheckBox::indicator:focus, QRadioButton::indicator:focus { border-color: @accent; }
        QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {
            border-color: @line; background: transparent; }
        QTableWidget#checkTable { background: @panel; border: none; font-size: 12px; color: @text; }
        QTableWidget#checkTable QHeaderView::section { background: @panel; color: @muted; border: none; font-size: 12px;
            padding: 0 2px; }
        QTableWidget#checkTable::item { padding: 0 2px; }
        QTableWidget#checkTable::item:selected { background: @accentTint; }
        #card { background: @canvas; border: 1px solid @line; border-radius: 8px; }
        QTabBar#sideTabs::tab { font-size: 14px; color: @muted; background: transparent; border: none;
            border-bottom: 3px solid transparent; padding: 5px 2px 6px 2px; margin: 0 8px; }
        QTabBar#sideTabs::tab:selected { color: @text; font-weight: 600; border-bottom-color: @accent; }
        QTabBar#sideTabs::tab:hover { color: @text; }
        QTabBar#sideTabs::tab:focus { border-bottom-color: @text; }
        #dockBar { background: @panel; border: none; border-bottom: 1px solid @line; }
        QDockWidget, QScrollArea { background: @panel; border: none; }
        QMainWindow::separator { background: @line; width: 1px; height: 1px; }
        QMenuBar { background: @panel; border-bottom: 1px solid @line; padding: 2px 8px; }
        QMenuBar::item { background: transparent; padding: 5px 10px; border-radius: 4px; }
        QMenuBar::item:selected { background: @accentTint; }
        QLineEdit { background: @canvas; border: 1px solid @line; border-radius: 6px; padding: 5px 8px; }
        QLineEdit:focus { border-color: @accent; }
        QPushButton { background: @canvas; border: 1px solid @line; border-radius: 6px; padding: 5px 14px; }
        QPushButton:hover { border-color: @muted; }
        QPushButton:pressed { background: @accentTint; }
        QPushButton:focus { border: 2px solid @accent; padding: 4px 13px; }
        QPushButton:disabled { background: @panel; }
        QPushButton:default { color: @accentText; background: @accent; border-color: @accent; }
        QPushButton:default:focus { border: 2px solid @text; }
        QDialogButtonBox QPushButton { min-width: 64px; }
        QComboBox { background: @canvas; border: 1px solid @line; border-radius: 6px; padding: 4px 8px; }
        QComboBox:hover { border-color: @muted; }
        QComboBox:focus { border: 2px solid @accent; padding: 3px 7px; }
        QComboBox:disabled { background: @panel; }
        QComboBox::drop-down { border: none; width: 28px; }
        QComboBox::down-arrow { image: url(:/icons/down-@tone.svg); width: 12px; height: 12px; }
        QComboBox::down-arrow:disabled { image: none; }
        QComboBox QAbstractItemView { color: @text; background: @canvas; border: 1px solid @line; padding: 4px; outline: none;
            selection-background-color: @accentTint; selection-color: @accent; }
        QSlider { min-height: 24px; }
        QSlider::groove:horizontal { background: @line; height: 4px; border-radius: 2px; }
        QSlider::sub-page:horizontal { background: @accent; height: 4px; border-radius: 2px; }
        QSlider::handle:horizontal { background: @accent; width: 16px; height: 16px; margin: -6px 0; border-radius: 8px; }
        QSlider::handle:horizontal:focus { border: 2px solid @text; width: 14px; height: 14px; margin: -7px 0;
            border-radius: 9px; }
        QTableView#numbers { background: @canvas; font-size: 13px; outline: none; selection-background-color: @accentTint;
            selection-color: @text; }
        QTableView#numbers QHeaderView, QTableView#numbers QTableCornerButton::section { background: @panel; }
        QTableView#numbers QHeaderView::section { background: @panel; color: @muted; font-size: 12px; border: none;
            border-bottom: 1px solid @line; padding: 4px 3px; }
        QTableView#numbers QTableCornerButton::section { border: none; border-bottom: 1px solid @line; }
        QScrollBar { background: transparent; border: none; }
        QScrollBar:vertical { width: 12px; }
        QScrollBar:horizontal { height: 12px; }
        QScrollBar::handle { background: @slate; border-radius: 3px; margin: 3px; }
        QScrollBar::handle:vertical { min-height: 32px; }
        QScrollBar::handle:horizontal { min-width: 32px; }
        QScrollBar::handle:hover, QScrollBar::handle:pressed { background: @muted; }
        QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
        QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
        #cellEditor { padding: 0 4px; border-radius: 0; }
        QListWidget#operations { background: transparent; border: none; outline: none; }
        QTreeView#library { background: @panel; border: none; font-size: 14px; outline: none; }
        QTreeView#library::item { padding: 0 10px; border-radius: 6px; color: @text; }
        QTreeView#library::item:has-children { padding: 0 6px 4px 6px; color: @muted; }
        QTreeView#library::item:hover:!has-children { background: @line; }
        QTreeView#library::item:selected { background: @accentTint; color: @accent; }
        chainrule--TimelineBar QToolButton {
            background: @canvas; border: 1px solid @line; border-radius: 8px; }
        chainrule--TimelineBar QToolButton:hover { border-color: @accent; }
        chainrule--TimelineBar QToolButton:focus { border: 2px solid @accent; }
        chainrule--TimelineBar QToolButton#primary:enabled { background: @accent; border-color: @accent; }
        QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
        QToolTip { background: @canvas; color: @text; border: 1px solid @line; padding: 4px; }
    )");
    // Longer names first: @text is the beginning of no other, @accent is.
    const std::pair<const char *, QColor> colors[] = { { "@accentTint", accentTint },
                                                       { "@accentText", accentText },
                                                       { "@accent", accent },
                                                       { "@canvas", canvas },
                                                       { "@panel", panel },
                                                       { "@line", line },
                                                       { "@text", text },
                                                       { "@muted", mutedText },
                                                       { "@slate", slate },
                                                       { "@bad", bad },
                                                       { "@backwardTint", backwardTint },
                                                       { "@backward", backward },
                                                       { "@forward", forward } };
    for (const auto &[name, color] : colors)
        sheet.replace(QLatin1String(name), color.name());
    sheet.replace(QLatin1String("@tone"), dark ? QLatin1String("dark") : QLatin1String("light"));
    return sheet;
}

} // namespace chainrule
