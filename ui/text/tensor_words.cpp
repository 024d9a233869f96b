// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/tensor_words.h"

#include "ui/text/number_words.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

struct TensorWords
{
    Q_DECLARE_TR_FUNCTIONS(Tensor)
};

constexpr qsizetype mostTyped = 24; // characters of what is wrong

QString shown(const QString &culprit)
{
    return culprit.size() > mostTyped ? culprit.left(mostTyped) + QChar(u'…') : culprit.trimmed();
}

QString noNumber(const QString &culprit)
{
    const auto number = readNumber(culprit);
    const QString *reason = std::get_if<QString>(&number);
    return reason ? *reason : TensorWords::tr("“%1” is not a number.").arg(culprit);
}

// As one number, and as several with commas between them; within a spreadsheet's cell there are no several.
QStringList readings(const QString &culprit, bool isCell)
{
    QStringList all = numberReadings(culprit);
    if (all.isEmpty())
        if (const auto number = parseNumber(culprit); const double *value = std::get_if<double>(&number))
            all.append(shortestText(*value));
    const auto row = parseTensor(u'[' + culprit + u']');
    if (const Tensor *numbers = std::get_if<Tensor>(&row); numbers && !isCell)
        all.append(tensorText(*numbers));
    return all;
}

QString ambiguity(const QString &culprit, bool isCell)
{
    const QStringList all = readings(culprit, isCell);
    const QString few = TensorWords::tr("“%1” can be read as %2 or as %3. Type the one that is meant.");
    const QString more = TensorWords::tr("“%1” can be read as %2, as %3 or as %4. Type the one that is meant.");
    switch (all.size()) {
    case 2:
        return few.arg(culprit, all[0], all[1]);
    case 3:
        return more.arg(culprit, all[0], all[1], all[2]);
    default:
        return noNumber(culprit);
    }
}

// Where it is, counted from 1, if there is more than it.
QString placed(const TensorFault &fault, const QString &text, const QString &reason)
{
    if (fault.length == text.trimmed().size())
        return reason;
    return TensorWords::tr("Row %1, column %2: %3").arg(fault.row + 1).arg(fault.column + 1).arg(reason);
}

} // namespace

QString words(const TensorFault &fault, const QString &text)
{
    const QString culprit = shown(text.mid(fault.offset, fault.length));
    switch (fault.kind) {
    case TensorFault::Kind::Empty:
        return std::get<QString>(readNumber({}));
    case TensorFault::Kind::NotANumber:
    case TensorFault::Kind::NotFinite:
    case TensorFault::Kind::NumberTooLarge:
        return placed(fault, text, noNumber(culprit));
    case TensorFault::Kind::EmptyCell:
        return TensorWords::tr("Nothing stands in row %1, column %2.").arg(fault.row + 1).arg(fault.column + 1);
    case TensorFault::Kind::Ragged:
        return TensorWords::tr("Row %1 has %n numbers, the rows before it have %2.", nullptr, int(fault.found))
            .arg(fault.row + 1)
            .arg(fault.wanted);
    case TensorFault::Kind::TooMany:
        return TensorWords::tr("These are more than %Ln numbers.", nullptr, int(mostTypedNumbers));
    case TensorFault::Kind::TooDeep:
        return TensorWords::tr("Brackets go two deep: [[1, 2], [3, 4]].");
    case TensorFault::Kind::Unclosed:
        return TensorWords::tr("A bracket is not closed: [[1, 2], [3, 4]].");
    case TensorFault::Kind::Unexpected:
        return TensorWords::tr("“%1” cannot stand here. Write [1, 2] or [[1, 2], [3, 4]].").arg(culprit);
    case TensorFault::Kind::Abbreviated:
        return TensorWords::tr("“%1” stands for numbers that were left out. All of them are needed.").arg(culprit);
    case TensorFault::Kind::Ambiguous:
        return ambiguity(culprit, text.contains(u'\t'));
    }
    return {};
}

} // namespace chainrule
