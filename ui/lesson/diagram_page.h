// SPDX-License-Identifier: GPL-3.0-or-later
// The diagram room: wires the session to the picture, the timeline and the explanation.
#pragma once

#include "document/graph_document.h"
#include "ui/widgets/side_panel.h"

#include <QtCore/QPointer>
#include <QtWidgets/QWidget>

#include <memory>

class QLabel;

namespace chainrule {

class CheckSession;
class CodePanel;
class DiagramScene;
class DiagramView;
class EditDesk;
class ExplainPanel;
class FaultBanner;
class FaultLab;
class Graph;
class GraphSession;
class Motion;
class ReturnBar;
class LabPanel;
class NumbersPanel;
class TensorViewer;
class TimelineBar;
class ValueEditor;
class WordsForm;
class WrappedLabel;

class DiagramPage final : public QWidget
{
    Q_OBJECT

public:
    explicit DiagramPage(QWidget *parent = nullptr);
    // With the panels, wherever they are docked by then: they look at the session.
    ~DiagramPage() override;

    // Throws GraphError when the document is no graph; what was open stays.
    void open(const GraphDocument &document);

    GraphSession &session() const { return *m_session; }
    DiagramScene &scene() const { return *m_scene; }
    DiagramView &view() const { return *m_view; }
    TimelineBar &timeline() const { return *m_timeline; }
    ValueEditor &editor() const { return *m_editor; }
    EditDesk &editDesk() const { return *m_desk; }
    Motion &motion() const { return *m_motion; }
    // Tells where a document came from that is of another room.
    ReturnBar &returnBar() const { return *m_return; }
    // Made here, shown in a dock of the window: its panels, in this order.
    enum Panel { ExplainPage, NumbersPage, CodePage, LabPage };
    SidePanel &sidePanel() const { return *m_side; }
    ExplainPanel &explainPanel() const { return *m_explain; }
    CheckSession &check() const { return *m_check; }
    FaultLab &faults() const { return *m_faults; }
    NumbersPanel &numbersPanel() const;
    CodePanel &codePanel() const;
    LabPanel &labPanel() const;
    // Made when it is first asked for; nullptr until then.
    TensorViewer *tensorViewer() const { return m_viewer; }
    QString caption() const;

    // The moment at which the first input or operation receives its gradient.
    void goToFirstGradient();
    void editSelected();
    // An input that is a few numbers is edited in place; of another tensor the matrix is shown.
    void openNode(const QString &id);
    // The selected node's matrix, else that of the node in action.
    void openTensor();
    // Title, question and answer, where they stand; not before a class.
    void editWords();
    WordsForm &words() const { return *m_words; }
    // The selected group, else the innermost that the selected node is in, else the largest one.
    void toggleFold();
    void setPresentation(bool on);

Q_SIGNALS:
    void titleChanged();

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void addPanels();
    void wireSession();
    void wireView();
    void wireTimeline();
    void showDocument();
    void showStructure();
    void showHeading();
    void showPosition();
    void showStep();
    void announceStep();
    void showWords();
    void showSelection();
    void showTensor(const QString &id, bool gradient);
    void beginEdit(const QString &leaf, const QString &typed);
    void applyStyle();

    GraphSession *m_session;
    ReturnBar *m_return;
    DiagramScene *m_scene;
    DiagramView *m_view;
    EditDesk *m_desk;
    TimelineBar *m_timeline;
    QPointer<SidePanel> m_side;
    ExplainPanel *m_explain;
    std::shared_ptr<const Graph> m_shownGraph;
    CheckSession *m_check;
    FaultLab *m_faults;
    TensorViewer *m_viewer = nullptr;
    ValueEditor *m_editor;
    Motion *m_motion;
    int m_shownPosition = 0; // a step forward from there is shown as a movement
    FaultBanner *m_banner;
    QLabel *m_question;
    WordsForm *m_words;
    bool m_presented = false;
    WrappedLabel *m_caption;
};

} // namespace chainrule
