// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/text_role.h"

#include "ui/theme/theme.h"

#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QLabel>
#include <QtWidgets/QStyle>

#include <iterator>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

struct RoleLook
{
    const char *name;
    int size;
    QFont::Weight weight = QFont::Normal;
    const char *colour = "@text";
    const char *more = "";
};

// In the order of the enum.
constexpr RoleLook looks[] = {
    { "heading", Size::heading, QFont::DemiBold },
    { "section", Size::value, QFont::DemiBold },
    { "body", Size::body },
    { "strong", Size::body, QFont::DemiBold },
    { "caption", Size::body, QFont::Normal, "@muted" },
    { "note", Size::note, QFont::Normal, "@muted" },
    { "strongNote", Size::note, QFont::DemiBold },
    { "figure", Size::figure, QFont::DemiBold },
    { "cell", Size::code },
    { "code", Size::code, QFont::Normal, "@text", "font-family: monospace;" },
    { "error", Size::body, QFont::Normal, "@bad" },
    { "success", Size::body, QFont::Normal, "@good" },
    { "refusal", Size::body, QFont::Normal, "@bad",
      "background: @canvas; border: 1px solid @bad; border-radius: 6px; padding: 4px 8px;" },
    { "hint", Size::body, QFont::Normal, "@muted",
      "background: @canvas; border: 1px solid @line; border-radius: 6px; padding: 4px 8px;" },
};
static_assert(std::size(looks) == std::size_t(TextRole::Hint) + 1);

const RoleLook &lookOf(TextRole role)
{
    return looks[std::size_t(role)];
}

void wearAnew(QWidget &widget)
{
    if (!widget.testAttribute(Qt::WA_WState_Polished))
        return; // it has no look yet
    widget.style()->unpolish(&widget);
    widget.style()->polish(&widget);
}

bool restyle(QWidget &widget, const char *property, const QVariant &value)
{
    if (widget.property(property) == value)
        return false;
    widget.setProperty(property, value);
    wearAnew(widget);
    return true;
}

} // namespace

void setRole(QLabel &label, TextRole role)
{
    restyle(label, "role", QLatin1String(lookOf(role).name));
}

void setPresented(QWidget &part, bool on)
{
    if (restyle(part, "presented", on))
        for (QWidget *child : part.findChildren<QWidget *>())
            if (qobject_cast<QLabel *>(child) || qobject_cast<QAbstractButton *>(child))
                wearAnew(*child);
}

QFont roleFont(TextRole role, QFont base)
{
    base.setPixelSize(lookOf(role).size);
    base.setWeight(lookOf(role).weight);
    return base;
}

QString roleRules()
{
    QString rules;
    for (const RoleLook &look : looks) {
        rules += u"QLabel[role=\"%1\"] { font-size: %2px; font-weight: %3; color: %4; %5 }\n"_s.arg(QLatin1String(look.name))
                     .arg(look.size)
                     .arg(int(look.weight))
                     .arg(QLatin1String(look.colour), QLatin1String(look.more));
        rules += u"QLabel[role=\"%1\"][presented=\"true\"], *[presented=\"true\"] QLabel[role=\"%1\"] { font-size: %2px; }\n"_s
                     .arg(QLatin1String(look.name))
                     .arg(qRound(look.size * presentedScale));
    }
    rules += u"*[presented=\"true\"] QCheckBox, *[presented=\"true\"] QRadioButton, *[presented=\"true\"] QPushButton "
             "{ font-size: %1px; }\n"_s.arg(qRound(Size::body * presentedScale));
    return rules;
}

} // namespace chainrule
