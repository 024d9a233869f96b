// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/palette/operation_list.h"

#include "document/graph_document.h"
#include "document/python_names.h"
#include "document/utf8.h"
#include "engine/op.h"
#include "text/number_text.h"
#include "ui/text/numbers.h"
#include "ui/text/op_texts.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

// Gives the translations their context; nothing is made of it.
struct OperationListWords
{
    Q_DECLARE_TR_FUNCTIONS(OperationList)
};

OperationEntry input(const QString &name)
{
    const QString shown = name.isEmpty() ? OperationListWords::tr("Input") : OperationListWords::tr("Input %1").arg(name);
    return { { inputOp, name, {} }, u"x"_s, shown, OperationListWords::tr("A number or a matrix that receives a gradient.") };
}

OperationEntry constant(std::optional<double> value)
{
    const QString shown =
        value ? OperationListWords::tr("Constant %1").arg(displayNumber(*value)) : OperationListWords::tr("Constant");
    return { { constantOp, {}, value }, u"1"_s, shown, OperationListWords::tr("A number or a matrix that receives none.") };
}

OperationEntry parameter()
{
    return { { parameterOp, {}, {} },
             u"w"_s,
             OperationListWords::tr("Parameter"),
             OperationListWords::tr("A number or a matrix that learns: it is updated by its gradient.") };
}

OperationEntry data()
{
    return { { dataOp, {}, {} },
             u"X"_s,
             OperationListWords::tr("Data"),
             OperationListWords::tr("Rows that are samples, and receive no gradient.") };
}

// How well something is found: it is called so, its name begins so, it has to do with it, or not at all.
enum Rank { Exact, Begins, Within, None };

Rank rankOf(const OperationEntry &entry, const QString &typed)
{
    const auto is = [&](const QString &text) { return text.compare(typed, Qt::CaseInsensitive) == 0; };
    const auto begins = [&](const QString &text) { return text.startsWith(typed, Qt::CaseInsensitive); };
    const auto contains = [&](const QString &text) { return text.contains(typed, Qt::CaseInsensitive); };
    const QString symbol = entry.node.isLeaf() ? QString() : entry.symbol; // a leaf's is only an example
    if (is(entry.name) || is(entry.node.op) || is(symbol))
        return Exact;
    if (begins(entry.name) || begins(entry.node.op))
        return Begins;
    return contains(entry.name) || contains(entry.node.op) || contains(symbol) ? Within : None;
}

} // namespace

bool NewNode::isLeaf() const
{
    return isLeafOp(op);
}

QList<OperationEntry> operationEntries()
{
    QList<OperationEntry> entries{ input({}), constant({}), parameter(), data() };
    for (const Op &op : allOps()) {
        const OpText &text = opText(op.id);
        entries.append({ { fromUtf8(op.id) }, fromUtf8(op.symbol), text.name, text.sentence });
    }
    return entries;
}

QList<OperationEntry> entriesFor(const QString &typed)
{
    const QString wanted = typed.trimmed();
    if (wanted.isEmpty())
        return operationEntries();
    const auto number = parseNumber(wanted);
    if (const double *value = std::get_if<double>(&number))
        return { constant(*value) };
    QList<std::pair<Rank, OperationEntry>> found;
    for (const OperationEntry &entry : operationEntries())
        if (const Rank rank = rankOf(entry, wanted); rank != None)
            found.append({ rank, entry });
    const bool called = std::ranges::any_of(found, [](const auto &each) { return each.first == Exact; });
    if (!called && PythonNames::identifier(wanted) == wanted)
        found.append({ Begins, input(wanted) });
    std::ranges::stable_sort(found, {}, [](const auto &each) { return each.first; });
    QList<OperationEntry> entries;
    for (const auto &[rank, entry] : std::as_const(found))
        entries.append(entry);
    return entries;
}

} // namespace chainrule
