// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/lack_words.h"

#include "document/compiled_graph.h"
#include "ui/text/listed.h"

#include <QtCore/QCoreApplication>

namespace chainrule {

namespace {

// Gives the translations their context; nothing is made of it.
struct LackWords
{
    Q_DECLARE_TR_FUNCTIONS(NodeLack)
};

int openPorts(const GraphDocument &document, const DocumentNode &node)
{
    int open = 0;
    for (const QString &input : node.inputs)
        open += input.isEmpty() || !document.node(input);
    return open;
}

QString needsInputs(int count)
{
    return count == 1 ? LackWords::tr("needs 1 more input") : LackWords::tr("needs %n more inputs", nullptr, count);
}

QString shapesOf(const NodeLack &lack)
{
    QStringList shapes;
    for (const Shape &shape : lack.shapes)
        shapes.append(shape.isScalar() ? LackWords::tr("a number") : QString::fromStdString(shape.text()));
    return listed(shapes, LackWords::tr("%1 and %2", "shapes"));
}

QString waitsFor(const GraphDocument &document, const QString &id)
{
    const DocumentNode *input = document.node(id);
    return LackWords::tr("waits for %1").arg(input ? input->name : id);
}

} // namespace

QString words(const NodeLack &lack, const GraphDocument &document, int index)
{
    if (index < 0)
        return LackWords::tr("is not finished inside");
    const DocumentNode &node = document.nodes[index];
    switch (lack.kind) {
    case NodeLack::Kind::Input:
        return needsInputs(openPorts(document, node));
    case NodeLack::Kind::Arity:
        return LackWords::tr("does not take %n inputs", nullptr, int(node.inputs.size()));
    case NodeLack::Kind::UnknownOp:
        return LackWords::tr("%1 is no operation").arg(node.op);
    case NodeLack::Kind::Attribute:
        return LackWords::tr("has an attribute that does not fit");
    case NodeLack::Kind::Shape:
        return lack.shapes.size() == 1 ? LackWords::tr("%1 does not fit").arg(shapesOf(lack))
                                       : LackWords::tr("%1 do not fit").arg(shapesOf(lack));
    case NodeLack::Kind::Size:
        return LackWords::tr("would be too large");
    case NodeLack::Kind::Cycle:
        return LackWords::tr("needs itself");
    case NodeLack::Kind::Upstream:
        return waitsFor(document, node.inputs.value(lack.input));
    }
    return {};
}

bool isUnfinished(const NodeLack &lack)
{
    return lack.kind == NodeLack::Kind::Input || lack.kind == NodeLack::Kind::Upstream;
}

} // namespace chainrule
