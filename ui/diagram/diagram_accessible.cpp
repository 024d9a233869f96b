// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/diagram_accessible.h"

#include "engine/op.h"
#include "ui/diagram/diagram_scene.h"
#include "ui/diagram/diagram_view.h"
#include "ui/session/graph_session.h"
#include "ui/session/shares.h"
#include "ui/text/figure_text.h"
#include "ui/text/lack_words.h"
#include "ui/text/leaf_words.h"
#include "ui/text/op_texts.h"

#include <QtWidgets/QAccessibleWidget>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

struct DiagramAccessibleWords
{
    Q_DECLARE_TR_FUNCTIONS(DiagramAccessible)
};

// One node. Looks itself up by its index whenever it is asked: the picture may have become another one.
class NodeInterface final : public QAccessibleInterface
{
public:
    NodeInterface(DiagramView &view, int index)
        : m_view(view)
        , m_index(index)
    {
    }

    bool isValid() const override { return m_index < m_view.diagram().visible().nodes.size(); }
    QObject *object() const override { return nullptr; }
    QAccessibleInterface *parent() const override { return QAccessible::queryAccessibleInterface(&m_view); }
    QAccessibleInterface *child(int) const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    void setText(QAccessible::Text, const QString &) override { }
    QAccessible::Role role() const override { return QAccessible::ListItem; }

    QString text(QAccessible::Text type) const override
    {
        if (type != QAccessible::Name || !isValid())
            return {};
        return spokenNode(m_view.diagram().session(), m_view.diagram().visible(), m_index);
    }

    QRect rect() const override
    {
        if (!isValid())
            return {};
        const QRectF outline = m_view.diagram().layout().nodes[m_index].outline;
        const QRect inView = m_view.mapFromScene(outline);
        return { m_view.viewport()->mapToGlobal(inView.topLeft()), inView.size() };
    }

    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.focusable = true;
        state.selectable = true;
        state.invalid = !isValid();
        state.selected = isValid() && m_view.diagram().session().isSelected(m_view.diagram().visible().nodes[m_index].id);
        const QAccessibleInterface *view = parent();
        state.focused = view && view->focusChild() == this;
        return state;
    }

private:
    DiagramView &m_view;
    int m_index;
};

class ViewInterface final : public QAccessibleWidget
{
public:
    explicit ViewInterface(DiagramView &view)
        : QAccessibleWidget(&view, QAccessible::List)
        , m_view(view)
    {
    }

    ~ViewInterface() override
    {
        for (const QAccessible::Id id : std::as_const(m_children))
            QAccessible::deleteAccessibleInterface(id);
    }

    int childCount() const override { return int(m_view.diagram().visible().nodes.size()); }

    QAccessibleInterface *child(int index) const override
    {
        if (index < 0 || index >= childCount())
            return nullptr;
        while (m_children.size() <= index)
            m_children.append(QAccessible::registerAccessibleInterface(new NodeInterface(m_view, int(m_children.size()))));
        return QAccessible::accessibleInterface(m_children[index]);
    }

    int indexOfChild(const QAccessibleInterface *child) const override
    {
        for (int i = 0; i < m_children.size(); ++i)
            if (QAccessible::accessibleInterface(m_children[i]) == child)
                return i;
        return -1;
    }

    QAccessibleInterface *childAt(int x, int y) const override
    {
        for (int i = 0; i < childCount(); ++i)
            if (child(i)->rect().contains(x, y))
                return child(i);
        return nullptr;
    }

    QAccessibleInterface *focusChild() const override
    {
        return m_view.hasFocus() ? child(m_view.diagram().visible().indexOf(m_current)) : nullptr;
    }

    void setCurrent(const QString &node) { m_current = node; }

private:
    DiagramView &m_view;
    QString m_current; // the id of what was read last
    mutable QList<QAccessible::Id> m_children; // made when they are asked for
};

QStringList feeders(const VisibleGraph &visible, int node)
{
    QStringList names;
    for (const int edge : visible.in(node))
        names.append(visible.nodes[visible.edges[edge].from].name);
    return names;
}

QAccessibleInterface *makeInterface(const QString &, QObject *object)
{
    auto *view = qobject_cast<DiagramView *>(object);
    return view ? new ViewInterface(*view) : nullptr;
}

} // namespace

QString spokenNode(const GraphSession &session, const VisibleGraph &visible, int index)
{
    const VisibleNode &node = visible.nodes[index];
    const Op *op = operationOf(session, node);
    QStringList parts{ node.name };
    if (op)
        parts.append(opText(op->id).name);
    else if (node.isLeaf())
        parts.append(leafWord(session.document().nodes[node.source].op));
    if (!visible.in(index).isEmpty())
        parts.append(DiagramAccessibleWords::tr("fed by %1").arg(QLocale().createSeparatedList(feeders(visible, index))));
    if (node.lack)
        parts.append(words(*node.lack, session.document(), node.source));
    if (node.node == noNode)
        return parts.join(u", "_s);
    const Run<double> &run = session.run();
    const Shape &shape = session.graph().shape(node.node);
    if (run.hasValue(node.node))
        parts.append(DiagramAccessibleWords::tr("value %1").arg(figureText(shape, run.value(node.node))));
    if (run.hasGradient(node.node))
        parts.append(DiagramAccessibleWords::tr("gradient %1").arg(figureText(shape, run.gradient(node.node))));
    return parts.join(u", "_s);
}

void installDiagramAccessibility()
{
    QAccessible::installFactory(makeInterface); // as often as you like: one that is there already is not added
}

void announceNode(DiagramView &view, int visibleNode)
{
    auto *interface = dynamic_cast<ViewInterface *>(QAccessible::queryAccessibleInterface(&view));
    if (!interface || visibleNode < 0 || visibleNode >= interface->childCount())
        return;
    interface->setCurrent(view.diagram().visible().nodes[visibleNode].id);
    QAccessibleEvent event(&view, view.hasFocus() ? QAccessible::Focus : QAccessible::NameChanged);
    event.setChild(visibleNode);
    QAccessible::updateAccessibility(&event);
}

} // namespace chainrule
