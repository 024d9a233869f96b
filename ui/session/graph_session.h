// SPDX-License-Identifier: GPL-3.0-or-later
// The one owner of what the diagram room shows: the document, its run, the position in the timeline, what is folded.
#pragma once

#include "document/compiled_graph.h"
#include "ui/session/graph_state.h"

#include <QtCore/QObject>
#include <QtGui/QUndoGroup>

namespace chainrule {

// Everything on screen is a view of this; views keep no numbers of their own. Always holds a document after the first open().
// The document may be unfinished: what can be computed is, the rest has no NodeId and is in compiled().lacks.
class GraphSession final : public QObject
{
    Q_OBJECT

public:
    explicit GraphSession(QObject *parent = nullptr);

    // Starts at the document's position with nothing selected and nothing to undo.
    void open(const GraphDocument &document);
    // Another graph in place of the one that is shown, which stays as it is for whoever holds it.
    // Throws std::bad_alloc for one that does not fit into memory; what was shown is then shown as before.
    void takeUp(std::shared_ptr<GraphState> state);
    const std::shared_ptr<GraphState> &state() const { return m_state; }
    // The document as it is to be kept.
    GraphDocument snapshot() const { return chainrule::snapshot(*m_state); }
    // The numbers that stand as question marks.
    void setHidden(const QList<HiddenNumber> &hidden) { m_state->document.hidden = hidden; }
    // Whether the next number is to be one of them at each step.
    void setPredicts(bool on);

    bool isOpen() const { return m_trace != nullptr; }
    const GraphDocument &document() const { return m_state->document; }
    const CompiledGraph &compiled() const { return m_compiled; }
    const Graph &graph() const { return *m_compiled.graph; }
    const Run<double> &run() const { return *m_run; }
    const Trace &trace() const { return *m_trace; }
    // The document's node that was compiled to this one.
    const DocumentNode &documentNode(NodeId node) const { return document().nodes[m_compiled.order[node]]; }
    NodeId nodeId(const QString &id) const { return m_compiled.ids.value(id, noNode); }
    bool hasResult() const { return m_compiled.result != noNode; }
    // Nothing is lacking: the graph as a whole can be computed, checked and broken.
    bool isWhole() const { return hasResult() && m_compiled.lacks.isEmpty(); }

    // How many arrows leave a node, and how many of them a gradient comes back through.
    int uses(NodeId node) const { return int(m_uses[std::size_t(node)].all.size()); }
    int gradientUses(NodeId node) const { return m_uses[std::size_t(node)].back; }
    // Who uses it, and as which input, in the order in which gradients come back.
    struct Use
    {
        NodeId user = -1;
        int input = 0;
    };
    const std::vector<Use> &usesOf(NodeId node) const { return m_uses[std::size_t(node)].all; }

    int position() const { return m_trace->position(); }
    int count() const { return m_trace->count(); }
    int seedPosition() const { return m_trace->seedPosition(); }
    bool isAtEnd() const { return position() == count(); }
    // What led to the current position, or nullptr at 0.
    const Moment *moment() const { return m_trace->current(); }
    // The position at which this step has just happened, alone or with its folded group; 0 when it is none of them.
    int positionOf(Step step) const;
    // One that is beyond the end is the end, with the answer shown.
    void setPosition(int position);
    void next() { setPosition(position() + 1); }
    void previous(); // the answer is taken away before the last step

    // The answer to the document's question has a step of its own, after the last one.
    bool hasAnswer() const { return count() > 0 && !document().answer.isEmpty(); }
    bool isAnswered() const { return m_state->answered && isAtEnd(); }

    // A group that is to be folded stays open while it cannot happen at once.
    bool isFolded(const QString &group) const { return m_state->folded.contains(group); }
    // The outermost folded group that a node is in, or nullptr.
    const DocumentGroup *foldedGroupOf(const QString &node) const;
    // Undoably. Keeps the place in the timeline: all that had happened has happened again. A group that cannot happen at
    // once, because it needs something that needs it, stays as it is.
    void setFolded(const QString &group, bool folded);

    // The id of the one node or folded group that keys act on and Explain tells about; empty when there is none.
    const QString &selected() const { return m_state->selected; }
    // Whether it is one of those that are moved, copied and removed together; the one above is always among them.
    bool isSelected(const QString &id) const { return m_state->selection.contains(id); }
    const QSet<QString> &selection() const { return m_state->selection; }
    void select(const QString &id); // alone
    // `current` is one of them, or else any of them becomes it.
    void selectSeveral(const QSet<QString> &ids, const QString &current);

    QUndoStack &undoStack() { return m_state->undoStack; }
    // Has one active stack: that of the graph that is shown. Whoever looks at it need not be told of another graph.
    QUndoGroup &undo() { return m_undo; }
    // A leaf gets new numbers of the same shape, undoably. All changes of one gesture, if it has a number, are undone at once.
    void editValue(const QString &leaf, const std::vector<double> &values, int gesture = 0);
    // The document becomes a variant of itself, undoably; `text` names the change in the Edit menu. A variant that is the
    // same is no change. Keeps the place in the timeline as far as it goes, and what is folded and selected.
    void editDocument(const GraphDocument &variant, const QString &text);
    // What the undo commands call.
    void applyDocument(const GraphDocument &variant, bool onlyMoved);
    void applyValue(const QString &leaf, const std::vector<double> &values);
    void applyFold(const QString &group, bool folded);

Q_SIGNALS:
    void documentChanged(); // another graph
    void structureChanged(); // other nodes are to be drawn: a group was folded or unfolded, the document became a variant
    void placesChanged(); // the same nodes stand elsewhere
    void positionChanged(); // in the timeline
    void answeredChanged(); // the answer is shown, or no longer
    void predictsChanged();
    void valuesChanged(); // a leaf was edited
    void selectionChanged();

private:
    void adoptDocument();
    void replaceBy(std::shared_ptr<GraphState> state);
    void moveTo(int position);
    void setAnswered(bool answered);
    void keepAnswerOfThis();
    QStringList foldable(const QStringList &groups) const;
    void keepWhatIsLeft();
    void retrace(std::vector<Moment> moments);
    void findOutermost();
    void countUses();

    std::shared_ptr<GraphState> m_state; // never null
    QUndoGroup m_undo;
    CompiledGraph m_compiled;
    std::unique_ptr<Run<double>> m_run;
    std::unique_ptr<Trace> m_trace;
    struct Uses
    {
        std::vector<Use> all;
        int back = 0;
    };
    std::vector<Uses> m_uses; // by node
    QHash<QString, const DocumentGroup *> m_outermost; // node id → folded group
};

} // namespace chainrule
