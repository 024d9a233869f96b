// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/graph_error_text.h"
#include "ui/text/listed.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QStringList>

namespace chainrule {

namespace {

// Gives the translations their context; nothing is made of it.
struct GraphErrorWords
{
    Q_DECLARE_TR_FUNCTIONS(GraphError)
};

QString shapesOf(const GraphError &error)
{
    QStringList shapes;
    for (const Shape &shape : error.shapes())
        shapes.append(QString::fromStdString(shape.text()));
    return listed(shapes, GraphErrorWords::tr("%1 and %2", "shapes"));
}

} // namespace

QString words(const GraphError &error, const GraphDocument &document)
{
    const bool known = error.node() >= 0 && error.node() < document.nodes.size();
    const QString node = known ? document.nodes[error.node()].name : QString();
    switch (error.kind()) {
    case GraphError::Kind::UnknownOp:
        return GraphErrorWords::tr("\"%1\" has an operation that is not known.").arg(node);
    case GraphError::Kind::UnknownNode:
        return known ? GraphErrorWords::tr("\"%1\" refers to a node that is not there, or to itself in a circle.").arg(node)
                     : GraphErrorWords::tr("its result is a node that is not there.");
    case GraphError::Kind::Arity:
        return GraphErrorWords::tr("\"%1\" has too many or too few inputs.").arg(node);
    case GraphError::Kind::Attribute:
        return GraphErrorWords::tr(
                   "\"%1\" has an attribute that its operation does not know, or a number that it does not take.")
            .arg(node);
    case GraphError::Kind::Shape:
        return GraphErrorWords::tr("at \"%1\" the shapes %2 do not fit each other.").arg(node, shapesOf(error));
    case GraphError::Kind::Size:
        return GraphErrorWords::tr("\"%1\" has a size that cannot be.").arg(node);
    case GraphError::Kind::NotALeaf:
        return GraphErrorWords::tr("\"%1\" computes its own value.").arg(node);
    case GraphError::Kind::Order:
        return GraphErrorWords::tr("\"%1\" comes before its inputs.").arg(node);
    case GraphError::Kind::NoResult:
        return GraphErrorWords::tr("nothing is computed in it, so that there is no gradient.");
    }
    return {};
}

} // namespace chainrule
