// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lesson/diagram_page.h"

#include "ui/code/code_panel.h"
#include "ui/diagram/diagram_accessible.h"
#include "ui/diagram/diagram_scene.h"
#include "ui/diagram/diagram_view.h"
#include "ui/diagram/morph.h"
#include "ui/diagram/motion.h"
#include "ui/editor/edit_desk.h"
#include "ui/editor/edit_tool.h"
#include "ui/editor/graph_editor.h"
#include "ui/editor/palette/palette_panel.h"
#include "ui/editor/value_editor.h"
#include "ui/editor/words/words_form.h"
#include "ui/explain/explain_panel.h"
#include "ui/explain/explanation.h"
#include "ui/lab/fault_banner.h"
#include "ui/lab/lab_panel.h"
#include "ui/lesson/return_bar.h"
#include "ui/numbers/numbers_panel.h"
#include "ui/session/check_session.h"
#include "ui/session/fault_lab.h"
#include "ui/session/graph_session.h"
#include "ui/tensor/matrix_entry.h"
#include "ui/tensor/tensor_viewer.h"
#include "ui/timeline/timeline_bar.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/plain_parts.h"
#include "ui/widgets/wrapped_label.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QEvent>
#include <QtWidgets/QLabel>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

constexpr int foldMilliseconds = 300;
constexpr int travelMilliseconds = 300; // at 1×
constexpr Index mostTyped = 12; // numbers in one line

} // namespace

DiagramPage::DiagramPage(QWidget *parent)
    : QWidget(parent)
    , m_session(new GraphSession(this))
    , m_return(new ReturnBar(this))
    , m_scene(new DiagramScene(*m_session, this))
    , m_view(new DiagramView(*m_scene, this))
    , m_desk(new EditDesk(*m_session, *m_scene, *m_view, this))
    , m_timeline(new TimelineBar(this))
    , m_side(new SidePanel(this))
    , m_explain(new ExplainPanel(m_side))
    , m_check(new CheckSession(*m_session, this))
    , m_faults(new FaultLab(*m_session, this))
    , m_editor(new ValueEditor(m_view->viewport()))
    , m_motion(new Motion(this))
    , m_banner(new FaultBanner(*m_session, *m_faults, this))
    , m_question(wrappingLabel(TextRole::Heading, {}, "heading"))
    , m_words(new WordsForm(*m_session, this))
    , m_caption(new WrappedLabel(TextRole::Caption, this))
{
    setObjectName(u"canvasPage"_s);
    m_caption->label().setObjectName(u"caption"_s);
    auto *words = new QVBoxLayout;
    words->setContentsMargins(4 * Size::grid, 3 * Size::grid, 4 * Size::grid, 0);
    words->setSpacing(Size::grid);
    words->addWidget(m_banner);
    words->addWidget(m_question);
    words->addWidget(m_caption);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_return);
    layout->addLayout(words);
    auto *canvas = new QHBoxLayout;
    canvas->setSpacing(0);
    canvas->addWidget(&m_desk->palette());
    canvas->addWidget(m_view, 1);
    layout->addLayout(canvas, 1);
    layout->addWidget(hairline());
    layout->addWidget(m_timeline);
    m_timeline->setObjectName(u"panel"_s);
    m_timeline->setAttribute(Qt::WA_StyledBackground);
    setAttribute(Qt::WA_StyledBackground);
    setFocusProxy(m_view);
    connect(m_words, &WordsForm::finished, m_view, [this] { m_view->setFocus(); });
    addPanels();
    QCoreApplication::instance()->installEventFilter(this);
    wireSession();
    wireView();
    wireTimeline();
    applyStyle();
}

DiagramPage::~DiagramPage()
{
    delete m_side;
}

// Explain is what a person meets first; the others wait until somebody looks.
void DiagramPage::addPanels()
{
    m_side->addPanel(tr("Explain"), [this](SidePanel *) { return m_explain; });
    m_side->addPanel(tr("Numbers"), [this](SidePanel *side) {
        auto *numbers = new NumbersPanel(*m_session, *m_check, side);
        connect(numbers, &NumbersPanel::openRequested, this, &DiagramPage::openNode);
        return numbers;
    });
    m_side->addPanel(tr("Code"), [this](SidePanel *side) { return new CodePanel(*m_session, side); });
    m_side->addPanel(tr("Lab"), [this](SidePanel *side) {
        auto *lab = new LabPanel(*m_session, *m_check, *m_faults, side);
        connect(lab, &LabPanel::marksChanged, m_scene, &DiagramScene::setMarks);
        connect(lab, &LabPanel::askedChanged, m_scene, &DiagramScene::setAsked);
        lab->takeUp();
        return lab;
    });
}

NumbersPanel &DiagramPage::numbersPanel() const
{
    return static_cast<NumbersPanel &>(m_side->panel(NumbersPage));
}

CodePanel &DiagramPage::codePanel() const
{
    return static_cast<CodePanel &>(m_side->panel(CodePage));
}

LabPanel &DiagramPage::labPanel() const
{
    return static_cast<LabPanel &>(m_side->panel(LabPage));
}

void DiagramPage::open(const GraphDocument &document)
{
    m_session->open(document);
}

void DiagramPage::wireSession()
{
    connect(m_session, &GraphSession::documentChanged, this, &DiagramPage::showDocument);
    connect(m_session, &GraphSession::structureChanged, this, &DiagramPage::showStructure);
    connect(m_session, &GraphSession::placesChanged, m_scene, &DiagramScene::replace);
    connect(m_session, &GraphSession::positionChanged, this, &DiagramPage::showStep);
    connect(m_session, &GraphSession::answeredChanged, this, &DiagramPage::showWords);
    connect(m_session, &GraphSession::valuesChanged, this, &DiagramPage::showPosition);
    connect(m_session, &GraphSession::selectionChanged, this, [this] {
        showSelection();
        announceNode(*m_view, m_scene->visible().indexOf(m_session->selected()));
    });
}

void DiagramPage::wireView()
{
    connect(m_view, &DiagramView::selectRequested, &m_desk->tool(), &EditTool::comeTo);
    connect(m_view, &DiagramView::editRequested, this, &DiagramPage::beginEdit);
    connect(m_view, &DiagramView::foldRequested, m_session,
            [this](const QString &group) { m_session->setFolded(group, !m_session->isFolded(group)); });
    connect(m_view, &DiagramView::scrubRequested, m_session,
            [this](const QString &leaf, double value, int gesture) { m_session->editValue(leaf, { value }, gesture); });
    connect(m_scene, &DiagramScene::aboutToRebuild, m_motion, &Motion::finish);
    connect(m_editor, &ValueEditor::accepted, m_session,
            [this](const QString &leaf, const Tensor &value) { enterValue(*m_session, leaf, value); });
    connect(m_editor, &ValueEditor::tableRequested, this, [this](const QString &leaf) { showTensor(leaf, false); });
    connect(m_view, &DiagramView::tensorRequested, this, &DiagramPage::showTensor);
    connect(m_editor, &ValueEditor::finished, m_view, [this] { m_view->setFocus(); });
}

void DiagramPage::wireTimeline()
{
    connect(m_timeline, &TimelineBar::positionRequested, m_session, &GraphSession::setPosition);
    connect(m_timeline, &TimelineBar::forwardRequested, m_session, &GraphSession::next);
    connect(m_timeline, &TimelineBar::backRequested, m_session, &GraphSession::previous);
    connect(&m_desk->tool(), &EditTool::playRequested, m_timeline, &TimelineBar::togglePlaying);
}

// A key or a click ends what moves, at its end state, and then does what it does.
bool DiagramPage::eventFilter(QObject *watched, QEvent *event)
{
    const auto type = event->type();
    if (type == QEvent::KeyPress || type == QEvent::ShortcutOverride || type == QEvent::MouseButtonPress
        || type == QEvent::Wheel)
        m_motion->finish();
    if (watched == m_question && type == QEvent::MouseButtonDblClick)
        editWords();
    return QWidget::eventFilter(watched, event);
}

void DiagramPage::showStructure()
{
    // With a fault in or out the nodes are others, and nothing wanders.
    const bool sameNodes = m_session->compiled().graph == m_shownGraph;
    const auto morph = sameNodes ? std::make_shared<Morph>(*m_scene) : nullptr;
    m_shownGraph = m_session->compiled().graph;
    showHeading();
    m_scene->rebuild();
    m_timeline->setSteps(m_session->count(), m_session->seedPosition() - 1);
    showPosition();
    if (m_session->document().placed)
        m_view->stay();
    else if (m_view->isFitted())
        m_view->fitAgain();
    if (morph)
        m_motion->run(foldMilliseconds, QEasingCurve::InOutCubic, [morph](double share) { morph->show(share); });
}

// One step forward is shown as a movement: the figures travel along their arrows.
void DiagramPage::showStep()
{
    const bool forward = m_session->position() == m_shownPosition + 1;
    m_motion->finish();
    showPosition();
    announceStep();
    m_view->beginToFollow();
    const int milliseconds = forward ? int(travelMilliseconds / m_timeline->speed()) : 0;
    m_motion->run(milliseconds, QEasingCurve::OutCubic, [this](double share) {
        m_scene->setTravelled(share);
        m_view->follow(share);
    });
}

// The seed is the result's own.
void DiagramPage::announceStep()
{
    const VisibleGraph &visible = m_scene->visible();
    const int acting = visible.inAction(*m_session);
    const bool seed = acting < 0 && m_session->position() > 0 && visible.result();
    announceNode(*m_view, seed ? visible.result()->from : acting);
}

void DiagramPage::showDocument()
{
    m_shownGraph = m_session->compiled().graph;
    m_motion->finish();
    m_timeline->setPlaying(false);
    m_editor->hide();
    m_desk->editor().setOn(!m_presented && m_session->document().nodes.isEmpty()); // a new one is there to be made
    showHeading();
    m_scene->rebuild();
    m_timeline->setSteps(m_session->count(), m_session->seedPosition() - 1);
    if (!m_session->document().hidden.isEmpty())
        labPanel(); // asks for them
    showPosition();
    m_view->fit();
    Q_EMIT titleChanged();
}

// A graph that asks nothing has at least its title.
void DiagramPage::showHeading()
{
    const GraphDocument &document = m_session->document();
    m_question->setText(document.question.isEmpty() ? document.title : document.questionText());
    m_question->setVisible(!m_question->text().isEmpty());
}

void DiagramPage::showPosition()
{
    m_shownPosition = m_session->position();
    m_timeline->setPosition(m_session->position());
    m_scene->refresh();
    showSelection();
}

void DiagramPage::showSelection()
{
    m_view->setSelected(m_session->selected());
    m_scene->showSelection();
    showWords();
}

void DiagramPage::showWords()
{
    const Hints hints = m_presented ? Hints::Hidden : Hints::Shown;
    m_explain->setExplanation(explain(*m_session, m_scene->visible(), hints));
    m_caption->setWords(captionOf(*m_session, m_scene->visible(), hints));
    setRole(m_caption->label(), m_session->isAnswered() ? TextRole::Strong : TextRole::Caption); // the answer stands out
    m_timeline->setMoreBehind(m_session->isAtEnd() && m_session->hasAnswer() && !m_session->isAnswered());
}

QString DiagramPage::caption() const
{
    return m_caption->text();
}

void DiagramPage::goToFirstGradient()
{
    m_session->setPosition(m_session->seedPosition() + 1);
}

void DiagramPage::editSelected()
{
    const NodeId node = m_session->nodeId(m_session->selected());
    if (node >= 0 && m_session->graph().isLeaf(node))
        beginEdit(m_session->selected(), {});
}

void DiagramPage::editWords()
{
    if (!m_presented)
        m_words->begin();
}

void DiagramPage::openNode(const QString &id)
{
    const NodeId node = m_session->nodeId(id);
    if (node >= 0 && m_session->graph().isLeaf(node))
        beginEdit(id, {});
    else
        showTensor(id, false);
}

void DiagramPage::openTensor()
{
    const VisibleGraph &visible = m_scene->visible();
    int index = visible.indexOf(m_session->selected());
    if (index < 0)
        index = visible.inAction(*m_session);
    if (index >= 0)
        showTensor(m_scene->tensorOf(index), false);
}

void DiagramPage::showTensor(const QString &id, bool gradient)
{
    if (m_session->nodeId(id) < 0)
        return;
    m_timeline->setPlaying(false);
    if (!m_viewer)
        m_viewer = new TensorViewer(*m_session, this);
    m_viewer->open(id, gradient ? TensorModel::Part::Gradient : TensorModel::Part::Value);
}

void DiagramPage::toggleFold()
{
    const QString selected = m_session->selected();
    const DocumentGroup *wanted = m_session->document().group(selected);
    const auto &groups = m_session->document().groups;
    for (const DocumentGroup &group : groups)
        if (!m_session->document().group(selected) && group.members.contains(selected)
            && (!wanted || group.members.size() < wanted->members.size()))
            wanted = &group;
    const auto largest = std::ranges::max_element(groups, {}, [](const DocumentGroup &g) { return g.members.size(); });
    if (!wanted && largest != groups.end())
        wanted = &*largest;
    if (!wanted)
        return;
    const QString id = wanted->id;
    m_session->setFolded(id, !m_session->isFolded(id));
    if (!selected.isEmpty() && m_session->isFolded(id))
        m_session->select(id); // the same key unfolds it again
}

void DiagramPage::beginEdit(const QString &leaf, const QString &typed)
{
    m_timeline->setPlaying(false);
    m_session->select(leaf);
    const DocumentNode *node = m_session->document().node(leaf);
    if (node->value.shape.size() > mostTyped)
        return showTensor(leaf, false);
    const QPoint centre = m_view->mapFromScene(m_scene->valueRect(leaf).center());
    m_editor->begin(leaf, node->name, node->value, centre, typed);
}

void DiagramPage::setPresentation(bool on)
{
    m_presented = on;
    m_view->setLeastText(on ? presentedText : ordinaryText);
    m_timeline->setVisible(!on);
    if (on)
        m_desk->editor().setOn(false);
    // In a lecture hall the caption is read from the last row.
    for (QWidget *part : std::initializer_list<QWidget *>{ m_question, &m_caption->label(), m_banner, m_side })
        setPresented(*part, on);
    m_explain->setPresented(on);
    showWords();
}

void DiagramPage::applyStyle()
{
    // Room for two lines always: the picture must not jump when the answer comes.
    m_caption->setMinimumHeight(2 * m_caption->label().fontMetrics().lineSpacing());
    m_scene->setStyle({ Theme::of(palette()), font() });
}

void DiagramPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    const auto type = event->type();
    if (type == QEvent::PaletteChange || type == QEvent::FontChange)
        applyStyle();
}

} // namespace chainrule
