// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/edit_desk.h"

#include "document/graph_edit.h"
#include "engine/op.h"
#include "files/storage_error.h"
#include "layout/tidy.h"
#include "ui/diagram/diagram_scene.h"
#include "ui/diagram/diagram_view.h"
#include "ui/editor/clipboard.h"
#include "ui/editor/edit_tool.h"
#include "ui/editor/graph_editor.h"
#include "ui/editor/line_entry.h"
#include "ui/editor/palette/attribute_fields.h"
#include "ui/editor/palette/operation_search.h"
#include "ui/editor/palette/palette_panel.h"
#include "ui/editor/sockets.h"
#include "ui/editor/words/editor_words.h"
#include "ui/editor/words/note_entry.h"
#include "ui/session/graph_session.h"
#include "ui/text/storage_words.h"
#include "ui/theme/read_aloud.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plain_label.h"

#include <QtWidgets/QLabel>

#include <algorithm>

namespace chainrule {

namespace {

QLabel *overlay(const DiagramView &view, TextRole role, const char *name)
{
    QLabel *label = plainLabel(role, {}, name);
    label->setParent(view.viewport());
    label->setAttribute(Qt::WA_TransparentForMouseEvents);
    label->setAlignment(Qt::AlignCenter);
    label->hide();
    return label;
}

} // namespace

EditDesk::EditDesk(GraphSession &session, DiagramScene &scene, DiagramView &view, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_scene(scene)
    , m_view(view)
    , m_editor(new GraphEditor(session, scene, this))
    , m_tool(new EditTool(*m_editor, view, this))
    , m_palette(new PalettePanel)
    , m_search(new OperationSearch(view.viewport()))
    , m_entry(new LineEntry(view.viewport()))
    , m_note(new NoteEntry(view.viewport()))
    , m_notice(overlay(view, TextRole::Refusal, "refusal"))
    , m_chosenEnd(overlay(view, TextRole::Hint, "chosenEnd"))
    , m_tidy(new Tidy(this))
{
    m_palette->hide();
    wire();
}

void EditDesk::wire()
{
    connect(m_editor, &GraphEditor::toggled, m_palette, &QWidget::setVisible);
    // What is edited is seen with its values: they follow every change.
    connect(m_editor, &GraphEditor::toggled, &m_session, [this](bool on) {
        if (on && m_session.position() == 0)
            m_session.setPosition(m_session.count());
    });
    connect(m_editor, &GraphEditor::refused, this, &EditDesk::say);
    connect(m_editor, &GraphEditor::endChosen, this, [this](const QString &words) { show(*m_chosenEnd, words); });
    connect(m_palette, &PalettePanel::addRequested, this, [this](const NewNode &node) {
        m_editor->add(node, placeForNew());
        m_view.setFocus();
    });
    connect(m_tool, &EditTool::nodeWanted, this, &EditDesk::nodeWanted);
    connect(m_tool, &EditTool::nodeDropped, this, [this](const QString &op, const QPointF &place, const Socket &wire) {
        if (wire.isNone())
            m_editor->add({ op }, place);
        else
            m_editor->addOnWire({ op }, place, wire);
        m_view.setFocus();
    });
    connect(m_tidy, &Tidy::finished, this, [this](const GraphDocument &document, const GraphDocument &tidied) {
        if (m_session.document() == document)
            m_session.editDocument(tidied, tr("Tidy up"));
    });
    connect(m_tool, &EditTool::renameWanted, this, &EditDesk::rename);
    connect(m_search, &OperationSearch::finished, &m_view, [this] { m_view.setFocus(); });
    connect(m_entry, &LineEntry::finished, &m_view, [this] { m_view.setFocus(); });
    connect(m_note, &NoteEntry::finished, &m_view, [this] { m_view.setFocus(); });
    connect(&m_session, &GraphSession::documentChanged, m_note, &NoteEntry::giveUp);
    for (const auto change : { &GraphSession::documentChanged, &GraphSession::structureChanged, &GraphSession::placesChanged,
                               &GraphSession::selectionChanged })
        connect(&m_session, change, this, &EditDesk::hush);
    for (const auto change :
         { &GraphSession::documentChanged, &GraphSession::structureChanged, &GraphSession::selectionChanged })
        connect(&m_session, change, this, &EditDesk::showAttributes);
    connect(&m_palette->attributes(), &AttributeFields::changed, m_editor, &GraphEditor::setAttribute);
}

// Of the operation that is selected.
void EditDesk::showAttributes()
{
    const DocumentNode *node = m_session.document().node(m_session.selected());
    if (node)
        m_palette->attributes().show(node->id, node->name, findOp(node->op.toStdString()), node->attributes);
    else
        m_palette->attributes().show({}, {}, nullptr, {});
}

QString EditDesk::notice() const
{
    return m_notice->isHidden() ? QString() : m_notice->text();
}

QString EditDesk::chosenEnd() const
{
    return m_chosenEnd->isHidden() ? QString() : m_chosenEnd->text();
}

void EditDesk::say(const QString &notice)
{
    hush();
    show(*m_notice, notice);
}

// Below the picture, until something changes.
void EditDesk::show(QLabel &label, const QString &words)
{
    label.setText(words);
    label.setVisible(!words.isEmpty());
    if (words.isEmpty())
        return;
    const QSize room = m_view.viewport()->size();
    const int widest = room.width() - 4 * Size::grid;
    label.setWordWrap(false);
    const QSize inOneLine = label.sizeHint();
    label.setWordWrap(inOneLine.width() > widest);
    label.resize(label.wordWrap() ? QSize(widest, label.heightForWidth(widest)) : inOneLine);
    label.move((room.width() - label.width()) / 2, room.height() - label.height() - 2 * Size::grid);
    label.raise();
    readAloud(label, words);
}

void EditDesk::hush()
{
    m_notice->hide();
    m_chosenEnd->hide();
}

// At the mouse when it is on the canvas.
QPointF EditDesk::placeForNew() const
{
    const QPoint mouse = m_view.viewport()->mapFromGlobal(QCursor::pos());
    const QRect room = m_view.viewport()->rect();
    QPointF place = m_view.mapToScene(m_view.viewport()->underMouse() && room.contains(mouse) ? mouse : room.center());
    // Not on top of what is there: one after the other is added without a move of the mouse.
    constexpr double apart = 88;
    const auto taken = [&] {
        return std::ranges::any_of(m_scene.layout().nodes, [&](const NodePlace &node) {
            return node.outline.adjusted(-apart / 2, -apart / 2, apart / 2, apart / 2).contains(place);
        });
    };
    while (taken())
        place.ry() += apart;
    return place;
}

void EditDesk::ask(const QPointF &place, const QString &question, std::function<bool(const NewNode &)> fits,
                   std::function<void(const NewNode &)> chosen)
{
    hush();
    m_search->begin(m_view.mapFromScene(place), question, std::move(fits), std::move(chosen));
}

void EditDesk::askForNode()
{
    nodeWanted(placeForNew(), {}, {});
}

// A unary operation is asked; with more inputs nobody knows yet what the others will be.
bool EditDesk::fitsBehind(const NewNode &node, const Socket &joined) const
{
    if (node.isLeaf())
        return !joined.isOutput();
    const Op *op = findOp(node.op.toStdString());
    const NodeId source = joined.isOutput() ? m_session.nodeId(joined.node) : noNode;
    if (!op || source == noNode || op->arity != 1)
        return true;
    const Shape shape = m_session.graph().shape(source);
    return op->shape({ &shape, 1 }, *completed(*op, {})).has_value();
}

void EditDesk::nodeWanted(const QPointF &place, const Socket &joined, const Socket &wire)
{
    const QString question = joined.isInput() ? tr("What feeds it?") : joined.isOutput() ? tr("What takes it?") : tr("Add…");
    ask(
        place, question,
        [this, joined, wire](const NewNode &node) { return fitsBehind(node, joined) && (wire.isNone() || !node.isLeaf()); },
        [this, place, joined, wire](const NewNode &node) {
            if (wire.isNone())
                m_editor->add(node, place, joined);
            else
                m_editor->addOnWire(node, place, wire);
        });
}

void EditDesk::askForReplacement()
{
    const QString id = m_session.selected();
    const int node = m_scene.visible().indexOf(id);
    if (node < 0 || m_scene.visible().nodes[node].group)
        return say(tr("Select the node that is to be replaced."));
    ask(m_scene.layout().nodes[node].outline.bottomLeft(), tr("Replace with…"), {},
        [this, id](const NewNode &with) { m_editor->replace(id, with); });
}

void EditDesk::askForInsertion()
{
    const VisibleGraph &visible = m_scene.visible();
    const int node = visible.indexOf(m_session.selected());
    for (int edge = 0; edge < visible.edges.size(); ++edge) {
        const Socket wire = Sockets(m_scene).inputOf(edge);
        const bool meant = m_tool->pickedWire().isNone() ? visible.edges[edge].to == node : wire == m_tool->pickedWire();
        if (!wire.isNone() && meant)
            return nodeWanted(m_scene.layout().edges[edge].curve.at(0.5), {}, wire);
    }
    say(tr("Click the wire first that something is to stand on, or the node behind it."));
}

// Null when it is not to be seen.
QPointF EditDesk::placeOfName(const QString &id) const
{
    const VisibleGraph &visible = m_scene.visible();
    if (const int node = visible.indexOf(id); node >= 0)
        return m_scene.layout().nodes[node].outline.center();
    for (int frame = 0; frame < visible.frames.size(); ++frame)
        if (visible.frames[frame].group == id)
            return m_scene.layout().frameNames[frame].center();
    return {};
}

void EditDesk::rename(const QString &id)
{
    const DocumentNode *node = m_session.document().node(id);
    const DocumentGroup *group = m_session.document().group(id);
    const QPointF place = placeOfName(id);
    if ((!node && !group) || place.isNull())
        return say(tr("Select the node first that is to have another name."));
    const QString before = node ? node->name : group->name;
    m_entry->begin(m_view.mapFromScene(place), tr("Name of %1").arg(before), before, [this, id](const QString &name) {
        if (const auto fault = edit::nameFault(m_session.document(), id, name))
            return words(*fault, name);
        m_editor->rename(id, name);
        return QString();
    });
}

void EditDesk::askForNote()
{
    const QString id = m_session.selected();
    const DocumentNode *node = m_session.document().node(id);
    const DocumentGroup *group = m_session.document().group(id);
    const QPointF place = placeOfName(id);
    if ((!node && !group) || place.isNull())
        return say(tr("Select the node or the group first that the note is about."));
    m_note->begin(m_view.mapFromScene(place), tr("Note on %1").arg(node ? node->name : group->name),
                  m_session.document().noteOn(id), [this, id](const QString &note) { m_editor->setNote(id, note); });
}

void EditDesk::removeSelected()
{
    if (m_session.selection().isEmpty() && m_tool->pickedWire().isInput())
        m_editor->disconnectInput(m_tool->pickedWire());
    else
        m_editor->removeSelected();
}

bool EditDesk::copy()
{
    if (m_session.selection().isEmpty()) {
        say(tr("Select first what is to be copied."));
        return false;
    }
    try {
        putOnClipboard(m_editor->copied());
    } catch (const StorageError &error) {
        say(words(error));
        return false;
    }
    return true;
}

void EditDesk::cut()
{
    if (copy())
        m_editor->removeSelected();
}

void EditDesk::tidyUp()
{
    m_tidy->start(m_session.document());
}

void EditDesk::paste()
{
    const auto pasted = fragmentOnClipboard();
    if (const auto *fragment = std::get_if<GraphDocument>(&pasted))
        m_editor->paste(*fragment, placeForNew());
    else
        say(std::get<QString>(pasted));
}

} // namespace chainrule
