// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/graph_error_text.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QStringList>

namespace chainrule {

namespace {

// Gives the translations their context; nothing is made of it.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(GraphError)
};

QString shapesOf(const GraphError &error)
{
    QStringList shapes;
    for (const Shape &shape : error.shapes())
        shapes.append(QString::fromStdString(shape.text()));
    return shapes.join(QStringLiteral(", "));
}

} // namespace

QString graphErrorText(const GraphError &error)
{
    const int node = error.node() + 1;
    switch (error.kind()) {
    case GraphError::Kind::UnknownOp:
        return Words::tr("node %1 has an operation that is not known.").arg(node);
    case GraphError::Kind::UnknownNode:
        return Words::tr("node %1 refers to a node that is not there, or to itself in a circle.").arg(node);
    case GraphError::Kind::Arity:
        return Words::tr("node %1 has too many or too few inputs.").arg(node);
    case GraphError::Kind::Shape:
        return Words::tr("the inputs of node %1 do not fit together: %2.").arg(node).arg(shapesOf(error));
    case GraphError::Kind::Size:
        return Words::tr("node %1 has a size that cannot be.").arg(node);
    case GraphError::Kind::NotALeaf:
        return Words::tr("node %1 computes its own value.").arg(node);
    case GraphError::Kind::Order:
        return Words::tr("node %1 comes before its inputs.").arg(node);
    }
    return {};
}

} // namespace chainrule
