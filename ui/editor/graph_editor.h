// SPDX-License-Identifier: GPL-3.0-or-later
// What hands can do to the graph of a session: each is one undoable change, made from the selection and from places on screen.
#pragma once

#include "document/graph_place.h"
#include "ui/editor/palette/operation_list.h"
#include "ui/editor/socket.h"

#include <QtCore/QObject>

namespace chainrule {

class DiagramScene;
class GraphSession;

// Knows nothing of mouse and keys; gestures and menus call it.
class GraphEditor final : public QObject
{
    Q_OBJECT

public:
    GraphEditor(GraphSession &session, DiagramScene &scene, QObject *parent = nullptr);

    GraphSession &session() const { return m_session; }
    DiagramScene &scene() const { return m_scene; }
    bool isOn() const { return m_on; }
    void setOn(bool on);
    // Whether what is dragged comes to rest on the grid.
    bool snaps() const { return m_snaps; }
    void setSnaps(bool snaps) { m_snaps = snaps; }
    QPointF atRest(const QPointF &position) const;

    // Selects it, connected to what `socket` is, if it is one.
    void add(const NewNode &node, const QPointF &position, const Socket &socket = {});
    void addOnWire(const NewNode &node, const QPointF &position, const Socket &wire);
    // From an output to an input. `instead` is a wire that goes in the same change.
    void connectSockets(const Socket &from, const Socket &to, const Socket &instead = {});
    void disconnectInput(const Socket &input);
    void replace(const QString &node, const NewNode &with);
    void rename(const QString &id, const QString &name);
    void setNote(const QString &node, const QString &note);
    void setAttribute(const QString &node, const QString &attribute, std::optional<double> value); // left out without one
    void setResult(const QString &node);
    // In scene pixels; onto a wire, if one is given and it is a single node.
    void move(const QStringList &ids, const QPointF &by, const Socket &wire = {});

    // What follows is about the selection.
    QStringList selection() const;
    void selectAll();
    void removeSelected();
    void nudge(const QPointF &by);
    void align(edit::Alignment alignment);
    void group();
    void ungroup();
    void duplicate();
    GraphDocument copied() const;
    // Selects what is new; its middle comes to `centre`, or beside where it was when there is none.
    void paste(const GraphDocument &fragment, const std::optional<QPointF> &centre = {});

Q_SIGNALS:
    void toggled(bool on);
    void refused(const QString &reason); // why nothing was done
    void endChosen(const QString &words); // where a wire that is drawn by keys would go; empty when it no longer is

private:
    // The document as it is seen: nothing may jump when somebody begins to edit.
    GraphDocument ground() const;
    QRectF besideAll(QRectF bounds) const;
    void apply(const GraphDocument &after, const QString &text);
    void selectNew(const QStringList &ids);

    GraphSession &m_session;
    DiagramScene &m_scene;
    bool m_on = false;
    bool m_snaps = true;
};

} // namespace chainrule
