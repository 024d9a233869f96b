// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/text_role.h"

#include "ui/theme/theme.h"

#include <QtWidgets/QLabel>
#include <QtWidgets/QStyle>

#include <iterator>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

constexpr double presentedScale = 1.7;

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

void restyle(QLabel &label, const char *property, const QVariant &value)
{
    if (label.property(property) == value)
        return;
    const bool worn = label.testAttribute(Qt::WA_WState_Polished);
    label.setProperty(property, value);
    if (!worn)
        return;
    label.style()->unpolish(&label);
    label.style()->polish(&label);
}

} // namespace

void setRole(QLabel &label, TextRole role)
{
    restyle(label, "role", QLatin1String(lookOf(role).name));
}

void setPresented(QLabel &label, bool on)
{
    restyle(label, "presented", on);
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
        rules += u"QLabel[role=\"%1\"][presented=\"true\"] { font-size: %2px; }\n"_s.arg(QLatin1String(look.name))
                     .arg(qRound(look.size * presentedScale));
    }
    return rules;
}

} // namespace chainrule
