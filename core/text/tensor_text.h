// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers, vectors and matrices as text: as people type them, as Python and NumPy print them, as spreadsheets copy them.
#pragma once

#include "engine/tensor.h"

#include <QtCore/QLocale>
#include <QtCore/QString>

#include <variant>

namespace chainrule {

constexpr Index mostTypedNumbers = 1'000'000;

// Why a text is no tensor, and where.
struct TensorFault
{
    enum class Kind {
        Empty, // nothing there at all
        NotANumber,
        NotFinite, // NaN or infinity, by name
        NumberTooLarge, // beyond 1.8e308
        EmptyCell, // nothing between two separators
        Ragged, // row `row` has `found` numbers, the rows before it `wanted`
        TooMany, // more than mostTypedNumbers
        TooDeep, // brackets in brackets in brackets
        Unclosed, // the bracket at `offset` has no end
        Unexpected, // something that cannot stand here: a bracket too many, two separators, words behind the end
        Abbreviated, // NumPy's ... in place of numbers
        Ambiguous, // a comma that may separate numbers, keep thousands apart or begin a fraction
    };

    Kind kind = Kind::Empty;
    qsizetype offset = 0; // what is wrong, in the text
    qsizetype length = 0;
    Index row = -1; // of the number that is meant, from 0; -1 where none is
    Index column = -1;
    Index found = 0; // numbers in the row
    Index wanted = 0;
};

// Reads 3 · [1, 2] · [[1, 2], [3, 4]] · [1 2; 3 4] · array([[1., 2.],\n [3., 4.]], dtype=float32) · [[1. 2.]\n [3. 4.]] ·
// tensor(…) · rows of cells between tabs, semicolons, commas or spaces, with decimal commas where they cannot be anything
// else; numbers are read as parseNumber() does. Headings 0, 1, 2 … above and beside a table, as tables of numbers are copied
// with, are left out. A vector is 1×n.
std::variant<Tensor, TensorFault> parseTensor(const QString &text, const QLocale &language = QLocale());

// 3, [1, 2] or [[1, 2], [3, 4]]: what parseTensor reads as the same, to the last bit. More than two dimensions are written
// as rows and columns.
QString tensorText(const Tensor &tensor);

} // namespace chainrule
