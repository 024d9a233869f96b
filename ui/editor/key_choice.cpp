// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/key_choice.h"

#include "ui/diagram/diagram_scene.h"
#include "ui/editor/graph_editor.h"
#include "ui/editor/sockets.h"
#include "ui/session/graph_session.h"

#include <QtCore/QCoreApplication>

namespace chainrule {

namespace {

struct KeyChoiceWords
{
    Q_DECLARE_TR_FUNCTIONS(KeyChoice)
};

QList<Socket> wiresAt(const DiagramScene &scene, int node)
{
    const VisibleGraph &visible = scene.visible();
    QList<Socket> ending, beginning;
    for (int edge = 0; edge < visible.edges.size(); ++edge) {
        const Socket wire = Sockets(scene).inputOf(edge);
        if (wire.isNone())
            continue;
        if (node < 0 || visible.edges[edge].to == node)
            ending.append(wire);
        else if (visible.edges[edge].from == node)
            beginning.append(wire);
    }
    return ending + beginning;
}

} // namespace

Socket KeyChoice::wireAfter(const Socket &wire)
{
    const DiagramScene &scene = m_editor.scene();
    if (wire.isNone() || !m_wires.contains(wire))
        m_wires = wiresAt(scene, scene.visible().indexOf(m_editor.session().selected()));
    return m_wires.isEmpty() ? Socket() : m_wires[(m_wires.indexOf(wire) + 1) % m_wires.size()];
}

QString KeyChoice::words(const Socket &wire) const
{
    const GraphDocument &document = m_editor.session().document();
    const DocumentNode *to = document.node(wire.node);
    const DocumentNode *from = to ? document.node(to->inputs.value(wire.port)) : nullptr;
    if (!from)
        return {};
    return to->inputs.size() == 1
        ? KeyChoiceWords::tr("The wire from %1 to %2 · Delete removes it, I inserts on it, W chooses the next, Esc leaves it")
              .arg(from->name, to->name)
        : KeyChoiceWords::tr("The wire from %1 to input %2 of %3 · Delete removes it, I inserts on it, W chooses the next, Esc "
                             "leaves it")
              .arg(from->name, QString::number(wire.port + 1), to->name);
}

void KeyChoice::toggleKept()
{
    const QString id = m_editor.session().selected();
    if (id.isEmpty())
        return Q_EMIT m_editor.refused(KeyChoiceWords::tr("Select a node first, with Tab or the arrows."));
    if (!m_kept.remove(id))
        m_kept.insert(id);
    comeTo(id);
    Q_EMIT m_editor.endChosen(
        m_kept.isEmpty()
            ? QString()
            : KeyChoiceWords::tr("Kept selected: %n node(s) · Tab or the arrows go on, K keeps one more, Esc leaves "
                                 "them",
                                 nullptr, int(m_kept.size())));
}

void KeyChoice::comeTo(const QString &id)
{
    QSet<QString> ids = m_kept;
    if (!id.isEmpty())
        ids.insert(id);
    m_editor.session().selectSeveral(ids, id.isEmpty() && !ids.isEmpty() ? *ids.begin() : id);
}

} // namespace chainrule
