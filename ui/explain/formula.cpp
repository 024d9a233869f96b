// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explain/formula.h"

#include "ui/text/numbers.h"

#include <QtCore/QStringList>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

constexpr QChar partialSign(0x2202);

bool isOperatorSign(QChar c)
{
    return u"=+−·×⊙÷<>≤≥→"_s.contains(c);
}

class Parser
{
public:
    explicit Parser(QString markup)
        : m_text(std::move(markup))
    {
    }

    Formula row()
    {
        Formula row;
        while (!atEnd() && peek() != u'}') {
            if (peek().isSpace())
                ++m_at;
            else
                row.parts.push_back(scripted(item()));
        }
        return row;
    }

private:
    bool atEnd() const { return m_at >= m_text.size(); }
    QChar peek() const { return m_text[m_at]; }

    Formula braced()
    {
        if (atEnd() || peek() != u'{')
            return {};
        ++m_at;
        Formula inside = row();
        ++m_at; // the closing brace
        return inside;
    }

    QString bracedText()
    {
        const qsizetype end = m_text.indexOf(u'}', m_at);
        QString inside = m_text.mid(m_at + 1, end - m_at - 1);
        m_at = end < 0 ? m_text.size() : end + 1;
        return inside;
    }

    Formula command()
    {
        const qsizetype begin = ++m_at;
        while (!atEnd() && peek().isLetter())
            ++m_at;
        const QString name = m_text.mid(begin, m_at - begin);
        using Kind = Formula::Kind;
        using Style = Formula::Style;
        if (name == "frac"_L1) {
            Formula above = braced();
            return { Kind::Fraction, Style::Upright, {}, { std::move(above), braced() } };
        }
        if (name == "sqrt"_L1)
            return { Kind::Root, Style::Upright, {}, { braced() } };
        if (name == "sum"_L1)
            return { Kind::Text, Style::Upright, u"Σ"_s, {} };
        if (name == "value"_L1)
            return { Kind::Text, Style::Value, bracedText(), {} };
        if (name == "gradient"_L1)
            return { Kind::Text, Style::Gradient, bracedText(), {} };
        return { Kind::Text, Style::Upright, bracedText(), {} };
    }

    Formula run(auto belongs)
    {
        const qsizetype begin = m_at;
        while (!atEnd() && belongs(peek()))
            ++m_at;
        return { Formula::Kind::Text, Formula::Style::Upright, m_text.mid(begin, m_at - begin), {} };
    }

    Formula item()
    {
        if (peek() == u'\\')
            return command();
        if (isOperatorSign(peek()))
            return { Formula::Kind::Text, Formula::Style::Operator, QString(m_text[m_at++]), {} };
        if (peek().isDigit())
            return run([](QChar c) { return c.isDigit() || c == u'.'; });
        if (peek() == partialSign) {
            m_at += 2;
            return { Formula::Kind::Text, Formula::Style::Italic, m_text.mid(m_at - 2, 2), {} };
        }
        if (peek().isLetter()) {
            Formula word = run([](QChar c) { return c.isLetter(); });
            if (word.text.size() == 1)
                word.style = Formula::Style::Italic;
            return word;
        }
        return { Formula::Kind::Text, Formula::Style::Upright, QString(m_text[m_at++]), {} };
    }

    Formula scripted(Formula base)
    {
        Formula above;
        Formula below;
        while (!atEnd() && (peek() == u'^' || peek() == u'_')) {
            Formula &part = peek() == u'^' ? above : below;
            ++m_at;
            part = braced();
        }
        if (above.parts.empty() && below.parts.empty())
            return base;
        const bool sum = base.kind == Formula::Kind::Text && base.text == u"Σ"_s;
        return { sum ? Formula::Kind::Limits : Formula::Kind::Script,
                 Formula::Style::Upright,
                 {},
                 { std::move(base), std::move(above), std::move(below) } };
    }

    QString m_text;
    qsizetype m_at = 0;
};

QString grouped(const QString &text)
{
    return text.contains(u' ') ? u"(%1)"_s.arg(text) : text;
}

bool wantsTallBrackets(const Formula &part)
{
    const Formula &base = part.kind == Formula::Kind::Script ? part.parts[0] : part;
    return base.kind == Formula::Kind::Fraction || base.kind == Formula::Kind::Matrix || base.kind == Formula::Kind::Fence;
}

QString rowText(const Formula &row)
{
    QString text;
    for (std::size_t i = 0; i < row.parts.size(); ++i) {
        const Formula &part = row.parts[i];
        const bool sign = part.isOperator();
        // After nothing, another sign or a bracket a minus belongs to what follows.
        const bool unary = part.text == u"−"_s && (i == 0 || row.parts[i - 1].isOperator() || row.parts[i - 1].text == u"("_s);
        if (sign && i > 0 && !text.endsWith(u' ') && !unary)
            text += u' ';
        text += part.plainText();
        if (sign && !unary)
            text += u' ';
    }
    return text;
}

} // namespace

Formula Formula::parse(const QString &markup)
{
    return Parser(markup).row();
}

Formula Formula::word(const QString &text, Style style)
{
    return { Kind::Text, style, text, {} };
}

Formula Formula::matrix(View<const double> numbers, Style style)
{
    Formula matrix{ Kind::Matrix, style, {}, {}, int(numbers.columns) };
    for (const double number : numbers.span())
        matrix.parts.push_back(word(displayNumber(number), style));
    return matrix;
}

Formula Formula::below(const Formula &symbol, const QString &text)
{
    return { Kind::Limits, Style::Upright, {}, { symbol, {}, { Kind::Row, Style::Upright, {}, { word(text) } } } };
}

Formula Formula::replaced(const QHash<QString, Formula> &figures) const
{
    if (kind == Kind::Fraction || (kind == Kind::Text && style == Style::Italic))
        if (const auto figure = figures.constFind(plainText()); figure != figures.constEnd())
            return *figure;
    Formula copy = *this;
    std::ranges::transform(parts, copy.parts.begin(), [&](const Formula &part) { return part.replaced(figures); });
    return copy;
}

Formula Formula::withTallBrackets() const
{
    Formula copy = *this;
    std::ranges::transform(parts, copy.parts.begin(), &Formula::withTallBrackets);
    if (kind != Kind::Row)
        return copy;
    std::vector<std::size_t> open; // where a bracket waits for its partner
    const auto enclose = [&](std::size_t from, std::size_t to) {
        const Formula inside{
            Kind::Row, Style::Upright, {}, { copy.parts.begin() + long(from), copy.parts.begin() + long(to) }
        };
        return std::ranges::any_of(inside.parts, wantsTallBrackets) ? inside.parts : std::vector<Formula>();
    };
    const auto fence = [](Formula &bracket, const std::vector<Formula> &inside) {
        if (!inside.empty())
            bracket = { Kind::Fence, Style::Upright, bracket.text, inside };
    };
    for (std::size_t i = 0; i < copy.parts.size(); ++i) {
        Formula &base = copy.parts[i].kind == Kind::Script ? copy.parts[i].parts[0] : copy.parts[i]; // of (x − y)²
        if (base.text == u"("_s)
            open.push_back(i);
        if (base.text != u")"_s)
            continue;
        // The partner may be on the line before.
        const std::vector<Formula> inside = enclose(open.empty() ? 0 : open.back() + 1, i);
        fence(base, inside);
        if (!open.empty()) {
            fence(copy.parts[open.back()], inside);
            open.pop_back();
        }
    }
    for (const std::size_t i : open)
        fence(copy.parts[i], enclose(i + 1, copy.parts.size()));
    return copy;
}

bool Formula::hasMatrix() const
{
    return kind == Kind::Matrix || std::ranges::any_of(parts, &Formula::hasMatrix);
}

Formula Formula::withNumbers(const QHash<QString, QString> &numbers) const
{
    Formula copy = *this;
    const auto number = style == Style::Italic ? numbers.constFind(text) : numbers.constEnd();
    if (number != numbers.constEnd()) {
        copy.text = *number;
        copy.style = Style::Upright;
    } else if (style == Style::Operator && text == u"·"_s) {
        copy.text = u"×"_s; // between numbers a dot is read as a decimal point
    }
    std::ranges::transform(parts, copy.parts.begin(), [&](const Formula &part) { return part.withNumbers(numbers); });
    return copy;
}

QString Formula::plainText() const
{
    switch (kind) {
    case Kind::Row:
        return rowText(*this);
    case Kind::Text:
    case Kind::Fence:
        return text;
    case Kind::Fraction:
        return grouped(parts[0].plainText()) + u'/' + grouped(parts[1].plainText());
    case Kind::Root:
        return u"√"_s + grouped(parts[0].plainText());
    case Kind::Matrix: {
        QStringList rows;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            if (int(i) % columns == 0)
                rows.append(parts[i].plainText());
            else
                rows.last() += u' ' + parts[i].plainText();
        }
        return u"[%1]"_s.arg(rows.join(u"; "_s));
    }
    case Kind::Limits:
    case Kind::Script: {
        QString script = parts[0].plainText();
        if (!parts[2].parts.empty())
            script += u'_' + grouped(parts[2].plainText());
        if (!parts[1].parts.empty())
            script += u'^' + grouped(parts[1].plainText());
        return script;
    }
    }
    return {};
}

} // namespace chainrule
