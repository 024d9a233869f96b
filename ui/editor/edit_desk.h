// SPDX-License-Identifier: GPL-3.0-or-later
// The editor's things around the canvas: palette, search, the line for names, notices. Wires them to mouse, keys and menus.
#pragma once

#include "ui/editor/palette/operation_list.h"
#include "ui/editor/socket.h"

#include <QtCore/QObject>
#include <QtCore/QPointF>

#include <functional>

class QLabel;

namespace chainrule {

class DiagramScene;
class DiagramView;
class EditTool;
class GraphEditor;
class GraphSession;
class LineEntry;
class NoteEntry;
class OperationSearch;
class PalettePanel;
class Tidy;

class EditDesk final : public QObject
{
    Q_OBJECT

public:
    EditDesk(GraphSession &session, DiagramScene &scene, DiagramView &view, QObject *parent);

    GraphEditor &editor() const { return *m_editor; }
    EditTool &tool() const { return *m_tool; }
    PalettePanel &palette() const { return *m_palette; }
    OperationSearch &search() const { return *m_search; }
    LineEntry &entry() const { return *m_entry; }
    NoteEntry &note() const { return *m_note; }
    QString notice() const; // why something was not done; empty when nothing is said
    QString chosenEnd() const; // of a wire that is drawn by keys; empty while there is none

    // Asks for an operation at the mouse or else in the middle of what is seen.
    void askForNode();
    void askForReplacement();
    // For what stands on the wire that was clicked, or else on the first wire into the selected node.
    void askForInsertion();
    void rename(const QString &id);
    void askForNote();
    void removeSelected(); // or the wire that was clicked
    bool copy(); // false when it could not be, which was told
    void cut();
    void paste();
    void tidyUp(); // when it is found out how, unless something has changed by then
    void say(const QString &notice);

private:
    void wire();
    void ask(const QPointF &place, const QString &question, std::function<bool(const NewNode &)> fits,
             std::function<void(const NewNode &)> chosen);
    void nodeWanted(const QPointF &place, const Socket &joined, const Socket &wire);
    bool fitsBehind(const NewNode &node, const Socket &joined) const;
    QPointF placeForNew() const;
    QPointF placeOfName(const QString &id) const;
    void hush();
    void showAttributes();
    void show(QLabel &label, const QString &words);

    GraphSession &m_session;
    DiagramScene &m_scene;
    DiagramView &m_view;
    GraphEditor *m_editor;
    EditTool *m_tool;
    PalettePanel *m_palette;
    OperationSearch *m_search;
    LineEntry *m_entry;
    NoteEntry *m_note;
    QLabel *m_notice;
    QLabel *m_chosenEnd;
    Tidy *m_tidy;
};

} // namespace chainrule
