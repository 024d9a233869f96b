// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

namespace chainrule {

Theme Theme::light()
{
    Theme t;
    t.dark = false;
    t.canvas = QColor(0xff, 0xff, 0xff);
    t.panel = QColor(0xf6, 0xf7, 0xf9);
    t.line = QColor(0xdf, 0xe2, 0xe7);
    t.border = QColor(0x82, 0x8a, 0x96);
    t.text = QColor(0x1d, 0x21, 0x27);
    t.mutedText = QColor(0x5a, 0x63, 0x6f);
    t.disabledText = QColor(0x69, 0x72, 0x7e);
    t.forward = QColor(0x00, 0x6a, 0xa8);
    t.backward = QColor(0xb5, 0x4a, 0x00);
    t.backwardTint = QColor(0xfd, 0xee, 0xe2);
    t.accent = QColor(0x0b, 0x5c, 0xad);
    t.accentTint = QColor(0xdb, 0xe8, 0xf7);
    t.accentText = QColor(0xff, 0xff, 0xff);
    t.test = QColor(0x00, 0x7a, 0x5a);
    t.faint = QColor(0x62, 0x95, 0xba);
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
    t.border = QColor(0x6f, 0x78, 0x84);
    t.text = QColor(0xec, 0xee, 0xf1);
    t.mutedText = QColor(0xa4, 0xad, 0xb8);
    t.disabledText = QColor(0x8b, 0x94, 0xa0);
    t.forward = QColor(0x5c, 0xb8, 0xf0);
    t.backward = QColor(0xff, 0x93, 0x4a);
    t.backwardTint = QColor(0x3d, 0x2a, 0x1c);
    t.accent = QColor(0x4a, 0x9f, 0xe8);
    t.accentTint = QColor(0x1c, 0x31, 0x49);
    t.accentText = QColor(0x0b, 0x12, 0x1a);
    t.test = QColor(0x3d, 0xc9, 0x9b);
    t.faint = QColor(0x4a, 0x73, 0x91);
    t.slate = QColor(0x8b, 0x95, 0xa1);
    t.violet = QColor(0xa8, 0x8b, 0xd2);
    t.ochre = QColor(0xb8, 0x97, 0x45);
    t.rose = QColor(0xcc, 0x80, 0xa3);
    t.moss = QColor(0x8d, 0xa8, 0x5c);
    t.good = QColor(0x3d, 0xc9, 0x9b);
    t.bad = QColor(0xff, 0x8a, 0x80);
    return t;
}

Theme Theme::contrasting(bool dark)
{
    Theme t = dark ? darkTheme() : light();
    t.highContrast = true;
    t.canvas = t.panel = dark ? Qt::black : Qt::white;
    t.text = t.mutedText = t.border = dark ? Qt::white : Qt::black;
    t.line = dark ? QColor(0xa0, 0xa0, 0xa0) : QColor(0x60, 0x60, 0x60);
    t.disabledText = dark ? QColor(0xb0, 0xb0, 0xb0) : QColor(0x50, 0x50, 0x50);
    t.accentText = t.canvas;
    t.accentTint = dark ? QColor(0x00, 0x24, 0x4a) : QColor(0xe4, 0xee, 0xfa);
    t.backwardTint = dark ? QColor(0x33, 0x18, 0x00) : QColor(0xff, 0xf2, 0xe8);
    t.forward = dark ? QColor(0x7c, 0xcb, 0xff) : QColor(0x00, 0x48, 0x7a);
    t.backward = dark ? QColor(0xff, 0xa8, 0x66) : QColor(0x84, 0x32, 0x00);
    t.accent = dark ? QColor(0x7c, 0xc0, 0xff) : QColor(0x00, 0x3f, 0x86);
    t.test = t.good = dark ? QColor(0x5c, 0xe0, 0xb4) : QColor(0x00, 0x52, 0x3c);
    t.bad = dark ? QColor(0xff, 0xa3, 0x9b) : QColor(0x8c, 0x12, 0x0c);
    t.faint = dark ? QColor(0x6f, 0x9f, 0xc4) : QColor(0x3d, 0x76, 0x9e);
    for (QColor *curve : { &t.slate, &t.violet, &t.ochre, &t.rose, &t.moss })
        *curve = dark ? curve->lighter(120) : curve->darker(140);
    return t;
}

// Of four, for a palette says no more than its colours.
Theme Theme::of(const QPalette &palette)
{
    static const Theme all[] = { light(), darkTheme(), contrasting(false), contrasting(true) };
    const QColor window = palette.color(QPalette::Window), text = palette.color(QPalette::WindowText);
    for (const Theme &theme : all)
        if (window == theme.panel && text == theme.text)
            return theme;
    return all[text.lightness() > window.lightness() ? 1 : 0];
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
    p.setColor(QPalette::Button, highContrast ? canvas : dark ? panel.lighter(120) : QColor(Qt::white));
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
        p.setColor(QPalette::Disabled, role, disabledText);
    return p;
}

} // namespace chainrule
