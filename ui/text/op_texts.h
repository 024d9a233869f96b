// SPDX-License-Identifier: GPL-3.0-or-later
// What people are told about each operation: read once from resources/text, keyed by the operation's id.
#pragma once

#include <QtCore/QString>
#include <QtCore/QStringList>

#include <string_view>

namespace chainrule {

// Formulas are in the markup of ui/explain/formula_parser.h.
struct OpText
{
    QString name; // "Multiply"
    QString sentence; // what its forward pass does
    QString result; // the letter of its value in the formulas: "z"
    QStringList inputs; // and of its inputs: "x", "y"
    QString formula; // right of "z ="
    // For every input: ∂z/∂x of an elementwise operation, else the whole of ∂L/∂x.
    QStringList derivatives;
    QString backward; // what it hands back, in one sentence
    QString why; // and the reason

    bool isComplete(int arity) const;
};

// The text of an operation; an empty one when resources/text has none.
const OpText &opText(std::string_view op);

} // namespace chainrule
