// SPDX-License-Identifier: GPL-3.0-or-later
// documentOf: the nodes that a tree stands for, their names and places.
#include "document/fresh_names.h"
#include "layout/arrange.h"
#include "text/expression.h"
#include "text/expression_operators.h"
#include "text/expression_tree.h"
#include "text/number_text.h"

#include <QtCore/QSet>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

constexpr int longestTitle = 60; // characters
const QString resultName = u"y"_s; // as books call it

class DocumentMaker final
{
public:
    DocumentMaker(const ExpressionTree &tree, Repeated repeated)
        : m_tree(tree)
        , m_repeated(repeated)
        , m_used(tree.nodes.size(), false)
        , m_fresh(typedNames(tree))
    {
        for (const ExpressionNode &node : tree.nodes)
            for (const int argument : node.arguments)
                m_used[std::size_t(argument)] = true;
    }

    GraphDocument make()
    {
        for (const ExpressionRole &role : m_tree.roles)
            addRole(role);
        std::size_t next = 0;
        for (const ExpressionStatement &statement : m_tree.statements) {
            for (; next < std::size_t(statement.root); ++next)
                m_made.push_back(m_used[next] ? add(m_tree.nodes[next]) : -1);
            m_made.push_back(addRoot(statement));
            ++next;
        }
        DocumentNode &result = m_document.nodes[m_made.back()];
        m_document.result = result.id;
        if (m_tree.statements.back().name.isEmpty() && !result.isLeaf() && !m_titled.contains(result.id))
            result.name = m_fresh.name(resultName);
        return std::move(m_document);
    }

private:
    // The node that a part of the tree becomes, as an index into the document's nodes.
    qsizetype add(const ExpressionNode &node, const QString &name = {})
    {
        switch (node.kind) {
        case ExpressionNode::Kind::Name:
            return input(node);
        case ExpressionNode::Kind::Literal:
            return addOnce({ {}, {}, constantOp, {}, node.value, {} }, name);
        case ExpressionNode::Kind::Call:
            break;
        }
        DocumentNode made{ {}, {}, QString::fromUtf8(node.op->id.data()), {}, {}, {} };
        made.attributes = node.attributes;
        for (const int argument : node.arguments)
            made.inputs.append(m_document.nodes[m_made[std::size_t(argument)]].id);
        return addOnce(std::move(made), name);
    }

    void addRole(const ExpressionRole &role)
    {
        if (m_meaning.contains(role.name))
            throw ExpressionError(ExpressionError::Kind::NameTaken, role.offset, role.name);
        const qsizetype node =
            append({ {}, role.name, role.learns ? parameterOp : dataOp, {}, role.value.value_or(Tensor::scalar(1)), {} });
        m_document.nodes[node].start = role.start;
        m_meaning.insert(role.name, node);
        if (!role.value)
            m_untold.insert(role.name, node);
    }

    // "w = 3" of a w that learns, and was not told with what it begins.
    std::optional<qsizetype> told(const QString &name, const ExpressionNode &root)
    {
        if (root.kind != ExpressionNode::Kind::Literal || !m_untold.contains(name))
            return std::nullopt;
        const qsizetype node = m_untold.take(name);
        m_document.nodes[node].value = root.value;
        return node;
    }

    qsizetype addRoot(const ExpressionStatement &statement)
    {
        const ExpressionNode &root = m_tree.nodes[std::size_t(statement.root)];
        if (statement.name.isEmpty())
            return add(root);
        if (const auto node = told(statement.name, root))
            return *node;
        if (m_meaning.contains(statement.name))
            throw ExpressionError(ExpressionError::Kind::NameTaken, statement.offset, statement.name);
        const bool value = root.kind == ExpressionNode::Kind::Literal;
        const qsizetype node = value ? append({ {}, statement.name, inputOp, {}, root.value, {} }) : add(root, statement.name);
        m_meaning.insert(statement.name, node);
        return node;
    }

    qsizetype input(const ExpressionNode &node)
    {
        const auto known = m_meaning.constFind(node.name);
        if (known != m_meaning.constEnd())
            return *known;
        const ExpressionConstant *constant = findConstant(node.name.toStdString());
        const qsizetype made = constant ? append({ {}, node.name, constantOp, {}, Tensor::scalar(constant->value), {} })
                                        : append({ {}, node.name, inputOp, {}, Tensor::scalar(1), {} });
        m_meaning.insert(node.name, made);
        return made;
    }

    // `name` is the person's; else one is made up from the operation.
    qsizetype addOnce(DocumentNode node, const QString &name)
    {
        if (m_repeated == Repeated::Shared) {
            const auto known = m_known.constFind(keyOf(node));
            if (known != m_known.constEnd() && (name.isEmpty() || !m_titled.contains(m_document.nodes[*known].id)))
                return rename(*known, name);
        }
        const QString key = keyOf(node);
        node.name = name.isEmpty() ? m_fresh.numbered(node.op) : name;
        const qsizetype made = append(std::move(node));
        if (!name.isEmpty())
            m_titled.insert(m_document.nodes[made].id);
        m_known.insert(key, made);
        return made;
    }

    qsizetype rename(qsizetype node, const QString &name)
    {
        if (!name.isEmpty()) {
            m_document.nodes[node].name = name;
            m_titled.insert(m_document.nodes[node].id);
        }
        return node;
    }

    static QString keyOf(const DocumentNode &node)
    {
        QString key = node.op + u'(' + node.inputs.join(u',');
        for (auto each = node.attributes.constBegin(); each != node.attributes.constEnd(); ++each)
            key += u',' + each.key() + u'=' + shortestText(*each);
        if (node.isConstant())
            key += QString::fromStdString(node.value.shape.text())
                + QString::fromLatin1(QByteArray(reinterpret_cast<const char *>(node.value.values.data()),
                                                 qsizetype(sizeof(double) * node.value.values.size()))
                                          .toHex());
        return key;
    }

    qsizetype append(DocumentNode node)
    {
        node.id = node.name;
        m_document.nodes.append(std::move(node));
        return m_document.nodes.size() - 1;
    }

    // A document that has these names already.
    static GraphDocument typedNames(const ExpressionTree &tree)
    {
        GraphDocument document;
        for (const ExpressionNode &node : tree.nodes)
            document.nodes.append({ node.name, node.name, {}, {}, {}, {} });
        for (const ExpressionRole &role : tree.roles)
            document.nodes.append({ role.name, role.name, {}, {}, {}, {} });
        for (const ExpressionStatement &statement : tree.statements)
            document.nodes.append({ statement.name, statement.name, {}, {}, {}, {} });
        return document;
    }

    const ExpressionTree &m_tree;
    Repeated m_repeated;
    GraphDocument m_document;
    std::vector<qsizetype> m_made; // by node of the tree: the document's
    QHash<QString, qsizetype> m_meaning; // of a name: the document's node
    QHash<QString, qsizetype> m_untold; // inputs with a role and no value yet
    QHash<QString, qsizetype> m_known; // by what it computes
    QSet<QString> m_titled; // ids of nodes that a person named
    std::vector<bool> m_used; // by node of the tree; the 2 of x ** 2 is not, it has become part of the operation
    FreshNames m_fresh;
};

} // namespace

GraphDocument documentOf(const QString &expression, Repeated repeated)
{
    GraphDocument document = arranged(DocumentMaker(parseExpression(expression), repeated).make());
    const QString title = expression.simplified();
    document.title = title.size() <= longestTitle ? title : title.left(longestTitle - 1) + QChar(0x2026);
    return document;
}

} // namespace chainrule
