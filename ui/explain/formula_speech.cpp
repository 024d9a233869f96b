// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explain/formula_speech.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QStringList>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

// Gives the translations their context; nothing is made of it.
struct FormulaSpeechWords
{
    Q_DECLARE_TR_FUNCTIONS(FormulaSpeech)
};

QString operatorWord(const QString &sign)
{
    const std::pair<QString, QString> words[] = {
        { u"="_s, FormulaSpeechWords::tr("equals") },          { u"+"_s, FormulaSpeechWords::tr("plus") },
        { u"−"_s, FormulaSpeechWords::tr("minus") },           { u"·"_s, FormulaSpeechWords::tr("times") },
        { u"×"_s, FormulaSpeechWords::tr("times") },           { u"⊙"_s, FormulaSpeechWords::tr("times, one by one,") },
        { u"÷"_s, FormulaSpeechWords::tr("divided by") },      { u"<"_s, FormulaSpeechWords::tr("is less than") },
        { u">"_s, FormulaSpeechWords::tr("is greater than") }, { u"≤"_s, FormulaSpeechWords::tr("is at most") },
        { u"≥"_s, FormulaSpeechWords::tr("is at least") },     { u"→"_s, FormulaSpeechWords::tr("gives") },
    };
    for (const auto &[known, word] : words)
        if (known == sign)
            return word;
    return sign;
}

// Text as it stands, where signs that a voice skips are words.
QString textWords(const QString &text)
{
    if (text == u"Σ"_s)
        return FormulaSpeechWords::tr("the sum of");
    if (text == u"("_s)
        return FormulaSpeechWords::tr("open bracket");
    if (text == u")"_s)
        return FormulaSpeechWords::tr("close bracket");
    if (text == u"["_s)
        return FormulaSpeechWords::tr("1 if");
    if (text == u"]"_s)
        return FormulaSpeechWords::tr("else 0");
    QString words = text;
    words.replace(u"∂"_s, FormulaSpeechWords::tr("partial") + u' ');
    words.replace(u"−"_s, FormulaSpeechWords::tr("minus") + u' ');
    words.replace(u"∞"_s, FormulaSpeechWords::tr("infinity"));
    return words;
}

QString fractionWords(const Formula &fraction)
{
    const QString above = spoken(fraction.parts[0]);
    const QString below = spoken(fraction.parts[1]);
    const bool derivative = fraction.parts[1].plainText().startsWith(u"∂"_s);
    if (derivative)
        return FormulaSpeechWords::tr("%1 by %2").arg(above, below);
    if (fraction.parts[0].parts.size() <= 1 && fraction.parts[1].parts.size() <= 1)
        return FormulaSpeechWords::tr("%1 over %2").arg(above, below);
    return FormulaSpeechWords::tr("the fraction %1 over %2, end of fraction,").arg(above, below);
}

QString scriptWords(const Formula &script)
{
    const QString above = script.parts[1].plainText();
    QString words = spoken(script.parts[0]);
    if (!script.parts[2].parts.empty())
        words = FormulaSpeechWords::tr("%1 sub %2").arg(words, spoken(script.parts[2]));
    if (above.isEmpty())
        return words;
    if (above == "T"_L1)
        return FormulaSpeechWords::tr("%1 transposed").arg(words);
    if (above == "2"_L1)
        return FormulaSpeechWords::tr("%1 squared").arg(words);
    return FormulaSpeechWords::tr("%1 to the power of %2").arg(words, spoken(script.parts[1]));
}

QString limitsWords(const Formula &limits)
{
    const QString below = spoken(limits.parts[2]);
    if (limits.parts[0].text != u"Σ"_s)
        return FormulaSpeechWords::tr("%1 of shape %2").arg(spoken(limits.parts[0]), limits.parts[2].plainText());
    if (below.isEmpty())
        return FormulaSpeechWords::tr("the sum of");
    if (limits.parts[1].parts.empty())
        return FormulaSpeechWords::tr("the sum over %1 of").arg(below);
    return FormulaSpeechWords::tr("the sum over %1 up to %2 of").arg(below, spoken(limits.parts[1]));
}

QString matrixWords(const Formula &matrix)
{
    QStringList rows;
    for (std::size_t i = 0; i < matrix.parts.size(); ++i) {
        if (int(i) % matrix.columns == 0)
            rows.append(spoken(matrix.parts[i]));
        else
            rows.last() += u", "_s + spoken(matrix.parts[i]);
    }
    return FormulaSpeechWords::tr("the matrix %1, end of matrix,").arg(rows.join(u"; "_s));
}

QString rowWords(const Formula &row)
{
    QStringList words;
    for (std::size_t i = 0; i < row.parts.size(); ++i) {
        const Formula &part = row.parts[i];
        const bool isCall = i > 0 && part.text == u"("_s && row.parts[i - 1].style == Formula::Style::Upright
            && row.parts[i - 1].text.size() > 1;
        words.append(isCall ? FormulaSpeechWords::tr("of") + u' ' + spoken(part) : spoken(part));
    }
    words.removeAll(QString());
    return words.join(u' ');
}

} // namespace

QString spoken(const Formula &formula)
{
    switch (formula.kind) {
    case Formula::Kind::Row:
        return rowWords(formula);
    case Formula::Kind::Text:
        return formula.isOperator() ? operatorWord(formula.text) : textWords(formula.text);
    case Formula::Kind::Fence:
        return textWords(formula.text);
    case Formula::Kind::Fraction:
        return fractionWords(formula);
    case Formula::Kind::Root:
        return FormulaSpeechWords::tr("the square root of %1").arg(spoken(formula.parts[0]));
    case Formula::Kind::Script:
        return scriptWords(formula);
    case Formula::Kind::Limits:
        return limitsWords(formula);
    case Formula::Kind::Matrix:
        return matrixWords(formula);
    }
    return {};
}

} // namespace chainrule
