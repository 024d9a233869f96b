// SPDX-License-Identifier: GPL-3.0-or-later
// What people are told about each operation: read once from its folder in resources/ops.
#pragma once

#include "engine/op.h"

#include <QtCore/QHash>
#include <QtCore/QString>
#include <QtCore/QStringList>

namespace chainrule {

struct AttributeText
{
    QString letter; // that stands for it in the formulas; empty where none does
    QString sentence; // what it is
};

// Formulas are in the markup of ui/explain/formula.h.
struct OpText
{
    QString name; // "Multiply"
    QString sentence; // what its forward pass does
    QString result; // the letter of its value in the formulas: "z"
    QStringList inputs; // and of its inputs: "x", "y"
    QString formula; // right of "z ="
    // For every input: ∂z/∂x of an elementwise operation, else the whole of ∂L/∂x.
    QStringList derivatives;
    // The formula and the derivatives once more where those speak of single elements: with whole matrices, whose numbers
    // take the letters' places. N is the number of samples, n that of elements, J a matrix of ones.
    QString numbers;
    QStringList derivativeNumbers;
    // Letters that stand for another operation's value on the first input: "y" for "softmax".
    QHash<QString, QString> letters;
    // The input that may be class indices, one a row, and is shown as the one-hot rows that it means.
    QString oneHot;
    QString backward; // what it hands back, in one sentence
    QString why; // and the reason
    QHash<QString, AttributeText> attributes; // by name
    QString trouble; // when its result is no finite number; empty where only overflow makes one

    bool isComplete(int arity) const;
};

// The text of an operation; an empty one when there is none.
const OpText &opText(std::string_view op);
// The same of one that was given these values, which may make it another sentence: a sum along an axis.
const OpText &opText(const Op &op, AttributeValues values);

} // namespace chainrule
