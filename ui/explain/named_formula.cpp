// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explain/named_formula.h"

#include <QtCore/QRegularExpression>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

Formula named(const QString &name)
{
    const bool number = !name[0].isLetter() && name[0] != u'_';
    return Formula::word(name, number ? Formula::Style::Upright : Formula::Style::Italic);
}

} // namespace

Formula namedFormula(const QString &markup, const OwnNames &names)
{
    static const QRegularExpression coefficient(u"(\\d)(\\p{L})"_s); // 2x, but 2 · apple
    QString apart = markup;
    if (const auto found = coefficient.match(markup); names.byLetter().value(found.captured(2)).size() > 1)
        apart.replace(coefficient, u"\\1 · \\2"_s);
    QHash<QString, Formula> formulas;
    for (auto each = names.byLetter().begin(); each != names.byLetter().end(); ++each) {
        formulas.insert(each.key(), named(each.value()));
        if (each.key() != "L"_L1) // the L of ∂L is the result of all
            formulas.insert(u"∂"_s + each.key(), Formula::word(u"∂"_s + each.value(), Formula::Style::Italic));
    }
    return Formula::parse(apart).replaced(formulas);
}

} // namespace chainrule
