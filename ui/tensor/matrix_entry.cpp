// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tensor/matrix_entry.h"

#include "document/graph_edit.h"
#include "text/number_text.h"
#include "text/tensor_text.h"
#include "ui/session/graph_session.h"
#include "ui/text/tensor_words.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

struct MatrixEntryWords
{
    Q_DECLARE_TR_FUNCTIONS(MatrixEntry)
};

// The numbers of `block` over those of `tensor`, as far as both go.
void copyInto(Tensor &tensor, const Tensor &block, Index row, Index column)
{
    const Index rows = std::min(block.shape.rows(), tensor.shape.rows() - row);
    const Index columns = std::min(block.shape.columns(), tensor.shape.columns() - column);
    for (Index r = 0; r < rows; ++r)
        std::copy_n(block.values.begin() + r * block.shape.columns(), columns,
                    tensor.values.begin() + (row + r) * tensor.shape.columns() + column);
}

} // namespace

void enterValue(GraphSession &session, const QString &leaf, const Tensor &value)
{
    const DocumentNode *node = session.document().node(leaf);
    if (node && node->value.shape == value.shape)
        session.editValue(leaf, value.values);
    else if (node)
        session.editDocument(edit::setValue(session.document(), leaf, value),
                             MatrixEntryWords::tr("Change of %1").arg(node->name));
}

QString pasteNumbers(GraphSession &session, const QString &leaf, const QRect &cells, const QString &text)
{
    const DocumentNode *node = session.document().node(leaf);
    if (!node || !node->isLeaf())
        return MatrixEntryWords::tr("Only the numbers of an input or a constant can be changed.");
    const auto parsed = parseTensor(text);
    if (const auto *fault = std::get_if<TensorFault>(&parsed))
        return MatrixEntryWords::tr("The clipboard holds no numbers that could be pasted. %1").arg(words(*fault, text));
    const auto &block = std::get<Tensor>(parsed);
    Tensor value = node->value;
    const QRect whole(0, 0, int(value.shape.columns()), int(value.shape.rows()));
    if (cells == whole) {
        enterValue(session, leaf, block);
        return {};
    }
    if (cells.top() + block.shape.rows() > whole.height() || cells.left() + block.shape.columns() > whole.width())
        return MatrixEntryWords::tr(
                   "%1 × %2 numbers do not fit below row %3, column %4. Select all (Ctrl+A) to put them in the place of "
                   "the whole matrix.",
                   nullptr, int(block.shape.size()))
            .arg(block.shape.rows())
            .arg(block.shape.columns())
            .arg(cells.top() + 1)
            .arg(cells.left() + 1);
    copyInto(value, block, cells.top(), cells.left());
    enterValue(session, leaf, value);
    return {};
}

QString changeShape(GraphSession &session, const QString &leaf, const QString &text)
{
    static const QRegularExpression between(u"[\\s,;x×()]+"_s);
    const QStringList sizes = text.split(between, Qt::SkipEmptyParts);
    const auto sizeIn = [](const QString &typed) {
        const auto size = parseWholeNumber(typed);
        return std::holds_alternative<std::uint64_t>(size)
            ? Index(std::min(std::get<std::uint64_t>(size), std::uint64_t(mostTypedNumbers) + 1))
            : 0;
    };
    const Index rows = sizeIn(sizes.value(0));
    const Index columns = sizeIn(sizes.value(1));
    if (sizes.size() != 2 || rows < 1 || columns < 1)
        return MatrixEntryWords::tr("Type how many rows and columns there are to be, for example “2, 3”.");
    if (rows > mostTypedNumbers / columns)
        return MatrixEntryWords::tr("%Ln numbers are the most.", nullptr, int(mostTypedNumbers));
    const DocumentNode *node = session.document().node(leaf);
    if (!node || !node->isLeaf())
        return MatrixEntryWords::tr("Only an input or a constant can be given another shape.");
    Tensor value{ Shape(rows, columns), std::vector<double>(std::size_t(rows * columns), 0.0) };
    copyInto(value, node->value, 0, 0);
    enterValue(session, leaf, value);
    return {};
}

} // namespace chainrule
