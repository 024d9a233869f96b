// SPDX-License-Identifier: GPL-3.0-or-later
// parseExpression: the grammar of what is typed. Recursion goes through `unary` alone, whose depth is limited.
#include "document/utf8.h"
#include "text/expression_builder.h"
#include "text/expression_operators.h"
#include "text/number_text.h"
#include "text/plain_signs.h"

#include <tao/pegtl.hpp>
#include <tao/pegtl/contrib/limit_depth.hpp>

#include <algorithm>
#include <cmath>

namespace chainrule {

namespace {

using ErrorKind = ExpressionError::Kind;
using Token = ExpressionError::Token;

namespace grammar {

using namespace tao::pegtl;

// The longest sign of the table that stands here, if it binds so tightly.
template <Precedence precedence> struct operatorSign
{
    using rule_t = operatorSign;
    using subs_t = empty_list;

    template <class Input> static bool match(Input &in)
    {
        const ExpressionOperator *found = nullptr;
        for (const ExpressionOperator &each : binaryOperators()) {
            const std::string_view rest(in.current(), in.size());
            if (rest.starts_with(each.sign) && (!found || each.sign.size() > found->sign.size()))
                found = &each;
        }
        if (!found || found->precedence != precedence)
            return false;
        in.bump(found->sign.size());
        return true;
    }
};

// Whether the character before is a raised digit.
struct afterRaised
{
    using rule_t = afterRaised;
    using subs_t = empty_list;

    template <class Input> static bool match(Input &in)
    {
        const std::string_view before(in.begin(), std::size_t(in.current() - in.begin()));
        constexpr std::string_view digits[] = { "⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹" };
        return std::ranges::any_of(digits, [&](std::string_view digit) { return before.ends_with(digit); });
    }
};

// A rule that must match says in `expected` what a person could have typed in its place.
// clang-format off
struct blanks : star<utf8::one<' ', '\t', '\r', '\n', 0xA0, 0x3000>> {};
template <class... Rules> struct token : seq<Rules..., blanks> {};

// Letters beyond ASCII are told from other signs when the name is whole.
struct raisedDigit : utf8::one<U'⁰', U'¹', U'²', U'³', U'⁴', U'⁵', U'⁶', U'⁷', U'⁸', U'⁹'> {};
struct raisedSign : utf8::one<U'⁺', U'⁻'> {};
struct noLetter : sor<utf8::one<0xA0, 0x3000, U'×', U'·', U'⋅', U'∙', U'⊙', U'√', U'ᵀ', U'ⁿ'>, raisedDigit, raisedSign> {};
struct letter : sor<ranges<'a', 'z', 'A', 'Z', '_'>, seq<not_at<noLetter>, utf8::range<0x80, 0x10FFFF>>> {};
struct name : seq<letter, star<sor<letter, digit>>> {};

struct exponent : seq<one<'e', 'E'>, opt<one<'+', '-'>>, plus<digit>> {};
struct decimal : seq<sor<seq<plus<digit>, opt<one<'.'>, star<digit>>>, seq<one<'.'>, plus<digit>>>, opt<exponent>> {};
struct minus : one<'-'> {};
struct comma : token<one<','>> {};
struct open : token<one<'('>> {};

struct rowNumber : seq<opt<minus, blanks>, decimal> { static constexpr auto expected = { Token::Number }; };
struct rowNumbers : list<token<must<rowNumber>>, comma> {};
struct openRow : token<one<'['>> {};
struct closeRow : token<one<']'>> { static constexpr auto expected = { Token::Comma, Token::Bracket }; };
struct row : if_must<openRow, rowNumbers, closeRow> { static constexpr auto expected = { Token::Bracket }; };
struct openRows : seq<one<'['>, blanks, at<one<'['>>> {};
struct closeRows : token<one<']'>> { static constexpr auto expected = { Token::Comma, Token::Bracket }; };
struct matrix : sor<if_must<openRows, row, star<if_must<comma, row>>, closeRows>, row> {};

struct sum;
struct closeGroup : token<one<')'>> { static constexpr auto expected = { Token::Operator, Token::Parenthesis }; };
struct closeCall : token<one<')'>> { static constexpr auto expected = { Token::Operator, Token::Comma, Token::Parenthesis }; };
struct group : if_must<open, sum, closeGroup> {};
struct callee : seq<name, at<blanks, one<'('>>> {};
struct signedNumber : seq<opt<minus, blanks>, decimal> { static constexpr auto expected = { Token::Number }; };
struct attributeName : seq<name, at<blanks, one<'='>>> {};
struct attribute : if_must<attributeName, blanks, one<'='>, blanks, token<must<signedNumber>>> { static constexpr auto expected = { Token::Attribute }; };
struct nextInput : seq<comma, not_at<attributeName>> {};
// Two bars are a norm elsewhere, so they open nothing here.
struct openBar : token<one<'|'>, not_at<one<'|'>>> {};
struct closeBar : token<one<'|'>> { static constexpr auto expected = { Token::Operator, Token::Bar }; };
struct bars : if_must<openBar, sum, closeBar> {};
struct call : if_must<callee, blanks, open, sum, star<if_must<nextInput, sum>>, star<if_must<comma, attribute>>, closeCall> {};
struct number : decimal {};
struct variable : name {};
struct postfixSign : sor<seq<string<'.', 'T'>, not_at<letter>, not_at<digit>>, utf8::one<U'ᵀ'>> {};
struct postfix : token<postfixSign> {};
struct raisedNumber : seq<opt<raisedSign>, plus<raisedDigit>> {};
struct raised : token<raisedNumber> {};
struct powerSign : operatorSign<Precedence::Power> {};
// √x² is two things: (√x)² and √(x²).
struct rootSign : utf8::one<U'√'> {};
struct rooted : seq<sor<token<number>, matrix, call, token<variable>, group, bars>> { static constexpr auto expected = { Token::Operand }; };
struct rootEnd : not_at<sor<raisedNumber, powerSign, postfixSign>> { static constexpr auto expected = { Token::Operator }; };
struct root : if_must<rootSign, blanks, rooted, rootEnd> {};
struct primary : sor<root, seq<sor<token<number>, matrix, call, token<variable>, group, bars>, star<sor<postfix, raised>>>> {};

struct unary;
struct powerTail : if_must<powerSign, blanks, unary> {};
struct power : seq<primary, opt<powerTail>> { static constexpr auto expected = { Token::Operand }; };
// The sign of a number is part of it: −3 is a constant, and not the negative of one. But −3 ** 2 is −(3 ** 2).
struct negativeNumber : seq<minus, blanks, decimal, not_at<blanks, sor<powerSign, raisedNumber>>> {};
struct sign : minus {};
struct negated : if_must<sign, blanks, unary> {};
struct unary : sor<token<negativeNumber>, negated, if_must<one<'+'>, blanks, unary>, power> { static constexpr auto expected = { Token::Operand }; };

// x²y is x² · y: what is raised ends a factor, if no space is between.
struct impliedSign : seq<afterRaised, at<sor<letter, one<'('>, rootSign>>> {};
struct impliedTail : if_must<impliedSign, power> {};
struct productSign : operatorSign<Precedence::Product> {};
struct productTail : if_must<productSign, blanks, unary> {};
struct product : seq<unary, star<sor<impliedTail, productTail>>> { static constexpr auto expected = { Token::Operand }; };
struct sumSign : operatorSign<Precedence::Sum> {};
struct sumTail : if_must<sumSign, blanks, product> {};
struct sum : seq<product, star<sumTail>> { static constexpr auto expected = { Token::Operand }; };

// What inputs are for: learn W = he(2, 3, seed=1), b = 0; data x.
struct roleWord : seq<sor<string<'l', 'e', 'a', 'r', 'n'>, string<'d', 'a', 't', 'a'>>, at<utf8::one<' ', '\t', 0xA0, 0x3000>, blanks, letter>> {};
struct whole : plus<digit> { static constexpr auto expected = { Token::Size }; };
struct rows : whole {};
struct columns : whole { static constexpr auto expected = { Token::Size }; };
struct startFactor : seq<opt<minus, blanks>, decimal, at<blanks, one<'*'>>> {};
struct startRuleName : seq<sor<string<'z', 'e', 'r', 'o', 's'>, string<'n', 'o', 'r', 'm', 'a', 'l'>, string<'x', 'a', 'v', 'i', 'e', 'r'>, string<'h', 'e'>>, at<blanks, one<'('>>> {};
struct seed : whole { static constexpr auto expected = { Token::Number }; };
struct seedWord : seq<string<'s', 'e', 'e', 'd'>, blanks, one<'='>> { static constexpr auto expected = { Token::Attribute }; };
struct firstComma : token<one<','>> { static constexpr auto expected = { Token::Comma }; };
struct startSizes : seq<open, token<must<rows>>, must<firstComma>, token<must<columns>>, opt<if_must<comma, seedWord, blanks, token<must<seed>>>>, must<closeCall>> {};
struct start : if_must<startRuleName, blanks, startSizes> { static constexpr auto expected = { Token::Start }; };
struct scaledStart : seq<startFactor, blanks, one<'*'>, blanks, must<start>> {};
struct roleNumber : signedNumber {};
struct roleValue : sor<scaledStart, start, token<roleNumber>, matrix> { static constexpr auto expected = { Token::Start }; };
struct roleName : name { static constexpr auto expected = { Token::Name }; };
struct roleItem : seq<token<must<roleName>>, opt<if_must<token<one<'='>>, roleValue>>> {};
struct roles : if_must<roleWord, blanks, list<roleItem, comma>> {};

struct target : seq<name, at<blanks, one<'='>>> {};
struct statement : seq<opt<target, blanks, token<one<'='>>>, must<sum>> {};
struct end : eof { static constexpr auto expected = { Token::Operator }; };
struct semicolon : one<';'> {};
struct statements : list<sor<at<sor<semicolon, eof>>, roles, statement>, token<semicolon>> {};
struct program : seq<blanks, statements, must<end>> {};
// clang-format on

} // namespace grammar

double numberIn(std::string_view typed, qsizetype offset)
{
    const bool negative = !typed.starts_with('.') && (typed.front() < '0' || typed.front() > '9');
    typed.remove_prefix(typed.find_first_of(".0123456789"));
    const double value = *nearestDouble({ typed.data(), qsizetype(typed.size()) });
    if (std::isinf(value))
        throw ExpressionError(ErrorKind::NumberTooLarge, offset, fromUtf8(typed));
    return negative ? -value : value;
}

double raisedIn(std::string_view typed)
{
    QString plain = fromUtf8(typed);
    std::ranges::transform(plain, plain.begin(), raisedSign);
    return plain.toDouble();
}

template <class Rule> struct Action : grammar::nothing<Rule>
{
};
template <> struct Action<grammar::unary> : grammar::limit_depth<deepestExpression>
{
};

// clang-format off
#define ON(RULE, DOES)                                                                                                         \
    template <> struct Action<grammar::RULE>                                                                                   \
    {                                                                                                                          \
        template <class Input> static void apply(const Input &in, ExpressionBuilder &builder)                                  \
        {                                                                                                                      \
            [[maybe_unused]] const char *place = in.begin();                                                                   \
            DOES;                                                                                                              \
        }                                                                                                                      \
    };
ON(number, builder.addLiteral(Tensor::scalar(numberIn(in.string_view(), builder.offset(place))), place))
ON(negativeNumber, builder.addLiteral(Tensor::scalar(numberIn(in.string_view(), builder.offset(place))), place))
ON(variable, builder.addName(in.string(), place))
ON(powerSign, builder.beginOperator(in.string(), place))
ON(productSign, builder.beginOperator(in.string(), place))
ON(sumSign, builder.beginOperator(in.string(), place))
ON(sign, builder.beginOperator(in.string(), place))
ON(powerTail, builder.endBinary())
ON(productTail, builder.endBinary())
ON(sumTail, builder.endBinary())
ON(negated, builder.endSign())
ON(raisedNumber, builder.addRaised(raisedIn(in.string_view()), place))
ON(impliedSign, builder.beginImplied(place))
ON(impliedTail, builder.endBinary())
ON(openBar, builder.beginCall("abs", place))
ON(closeBar, builder.endCall())
ON(rootSign, builder.beginCall("sqrt", place))
ON(root, builder.endCall())
ON(callee, builder.beginCall(in.string(), place))
ON(call, builder.endCall())
ON(attributeName, builder.beginAttribute(in.string(), place))
ON(signedNumber, builder.endAttribute(numberIn(in.string_view(), builder.offset(place))))
ON(postfix, builder.addPostfix(place))
ON(rowNumber, builder.addToRow(numberIn(in.string_view(), builder.offset(place))))
ON(row, builder.endRow(place))
ON(matrix, builder.endMatrix(place))
ON(roleWord, builder.beginRoles(in.string_view() == "learn"))
ON(roleName, builder.addRole(in.string(), place))
ON(roleNumber, builder.setRoleValue(Tensor::scalar(numberIn(in.string_view(), builder.offset(place)))))
ON(roleValue, builder.endRoleValue())
ON(startFactor, builder.setStartFactor(numberIn(in.string_view(), builder.offset(place))))
ON(startRuleName, builder.beginStart(in.string_view(), place))
ON(rows, builder.addStartSize(in.string(), place))
ON(columns, builder.addStartSize(in.string(), place))
ON(seed, builder.setStartSeed(in.string(), place))
ON(start, builder.endStart(place))
ON(target, builder.beginAssignment(in.string(), place))
ON(statement, builder.endStatement(place))
#undef ON
// clang-format on

struct Mismatch
{
    const char *place = nullptr;
    QList<Token> expected;
};

template <class Rule> struct Control : grammar::normal<Rule>
{
    template <class Input, class... States> [[noreturn]] static void raise(const Input &in, States &&...)
    {
        if constexpr (requires { Rule::expected; })
            throw Mismatch{ in.current(), Rule::expected };
        else
            throw Mismatch{ in.current(), {} }; // of rules that match always
    }
};

// Outside of parentheses a line's end ends a statement.
QByteArray withStatementEnds(const QString &text)
{
    QByteArray bytes = text.toUtf8();
    int depth = 0;
    for (char &byte : bytes) {
        depth += byte == '(' || byte == '[';
        depth -= byte == ')' || byte == ']';
        if (byte == '\n' && depth <= 0)
            byte = ';';
    }
    return bytes;
}

} // namespace

ExpressionTree parseExpression(const QString &text)
{
    if (text.size() > longestExpression)
        throw ExpressionError::counted(ErrorKind::TooLong, longestExpression, {}, longestExpression, text.size());
    const QByteArray bytes = withStatementEnds(withPlainSigns(text));
    ExpressionBuilder builder(bytes);
    try {
        grammar::memory_input input(bytes.constData(), std::size_t(bytes.size()), "");
        grammar::parse<grammar::program, Action, Control>(input, builder);
    } catch (const Mismatch &e) {
        const qsizetype offset = builder.offset(e.place);
        throw ExpressionError(ErrorKind::Unexpected, offset, characterAt(text, offset), e.expected);
    } catch (const grammar::parse_error &e) { // of limit_depth alone
        const auto byte = qsizetype(e.positions().front().byte);
        throw ExpressionError::counted(ErrorKind::TooDeep, builder.offset(bytes.constData() + byte), {}, deepestExpression, 0);
    }
    ExpressionTree tree = std::move(builder).take();
    if (tree.statements.empty())
        throw ExpressionError(ErrorKind::Empty, 0);
    return tree;
}

} // namespace chainrule
