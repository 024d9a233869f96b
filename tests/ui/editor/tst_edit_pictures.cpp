// SPDX-License-Identifier: GPL-3.0-or-later
// An edit leaves most of the picture as it is; what was kept is never to be seen. After any edits the picture is that of the
// same document in a window in which it was opened anew.
#include "tests/document/random_edits.h"
#include "tests/fixtures/editor_window.h"
#include "tests/fixtures/large_graph.h"

#include <QtCore/QTemporaryDir>
#include <QtGui/QAction>
#include <QtWidgets/QDockWidget>
#include <QtWidgets/QScrollBar>

#include <algorithm>
#include <cstdlib>

using namespace Qt::StringLiterals;
using namespace chainrule;

namespace {

// Of 255: the end of a dash may be rounded otherwise where a picture has been shifted.
constexpr int rounding = 1;

bool areAlike(const QImage &a, const QImage &b)
{
    if (a.size() != b.size())
        return false;
    for (int y = 0; y < a.height(); ++y)
        for (int x = 0; x < a.width(); ++x) {
            const QRgb p = a.pixel(x, y);
            const QRgb q = b.pixel(x, y);
            const int apart =
                std::max({ std::abs(qRed(p) - qRed(q)), std::abs(qGreen(p) - qGreen(q)), std::abs(qBlue(p) - qBlue(q)) });
            if (apart > rounding)
                return false;
        }
    return true;
}

} // namespace

class TestEditPictures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();

    void handsOnAGraph();
    void anyEdit_data();
    void anyEdit();
    void aDraggedNodeIsDrawnWhereItIs();
    void whatWasDrawnBeneathIsDrawnOver();

private:
    int below(int end) { return int(m_random() % unsigned(end)); }
    QString anyNode();
    QPoint anyPlace();
    void doAnything();
    void leave();
    static QImage picture(const EditorWindow &of);
    QImage openedAnew();
    bool isAsOpenedAnew();

    QTemporaryDir m_settings;
    std::unique_ptr<EditorWindow> m_edited;
    std::unique_ptr<EditorWindow> m_anew;
    std::mt19937 m_random{ 3 };
};

void TestEditPictures::initTestCase()
{
    isolateSettings(m_settings);
    m_edited = std::make_unique<EditorWindow>();
    m_anew = std::make_unique<EditorWindow>();
    // Panels that somebody wants there make no room, which would be another one in each window.
    for (const EditorWindow *window : { m_edited.get(), m_anew.get() })
        for (QDockWidget *panel : window->window.findChildren<QDockWidget *>())
            for (int i = 0; i < (panel->isHidden() ? 1 : 2); ++i)
                panel->toggleViewAction()->trigger();
}

void TestEditPictures::cleanupTestCase()
{
    m_edited.reset();
    m_anew.reset();
}

// Without what is said or typed over it.
QImage TestEditPictures::picture(const EditorWindow &of)
{
    QWidget *canvas = of.view.viewport();
    QImage image(canvas->size(), QImage::Format_RGB32);
    canvas->render(&image, {}, {}, QWidget::DrawWindowBackground);
    return image;
}

// The same part of it, with the same selection.
QImage TestEditPictures::openedAnew()
{
    const DiagramView &shown = m_edited->view;
    m_anew->begin(m_edited->session.snapshot());
    m_anew->session.selectSeveral(m_edited->session.selection(), m_edited->session.selected());
    m_anew->view.stay();
    m_anew->view.setCamera(shown.camera());
    return picture(*m_anew);
}

bool TestEditPictures::isAsOpenedAnew()
{
    const QImage edited = picture(*m_edited);
    const QImage anew = openedAnew();
    m_edited->window.activateWindow(); // keys go on there
    m_edited->view.setFocus();
    if (!QTest::qWaitForWindowActive(&m_edited->window))
        return false;
    if (areAlike(edited, anew))
        return true;
    edited.save(QStringLiteral(CHAINRULE_SCREENSHOT_DIR "/edited.png"));
    anew.save(QStringLiteral(CHAINRULE_SCREENSHOT_DIR "/opened_anew.png"));
    return false;
}

QString TestEditPictures::anyNode()
{
    QStringList seen;
    for (int i = 0; i < m_edited->scene.visible().nodes.size(); ++i)
        if (m_edited->view.viewport()->rect().contains(m_edited->at(m_edited->scene.layout().nodes[i].centre)))
            seen.append(m_edited->scene.visible().nodes[i].id);
    return seen.isEmpty() ? QString() : seen[below(int(seen.size()))];
}

QPoint TestEditPictures::anyPlace()
{
    const QSize room = m_edited->view.viewport()->size();
    return { 8 + below(room.width() - 16), 8 + below(room.height() - 16) };
}

// The mouse: what is under it is marked.
void TestEditPictures::leave()
{
    QEvent event(QEvent::Leave);
    QApplication::sendEvent(m_edited->view.viewport(), &event);
}

// By mouse and keys, wherever the nodes are by then; much of it is refused or hits something else, as it may.
void TestEditPictures::doAnything()
{
    EditorWindow &w = *m_edited;
    const auto seen = [&](const QPoint &at) { return w.view.viewport()->rect().contains(at); };
    const std::optional<NodeDrawing> item = w.scene.node(anyNode());
    const QPoint node = item ? w.at(item->place.centre) : QPoint(-1, -1);
    switch (below(9)) {
    case 0:
        w.doubleClick(anyPlace());
        if (w.desk.search().isVisible())
            w.choose(below(2) ? "add" : "exp");
        break;
    case 1:
    case 2: {
        const QPoint from = w.socket(qPrintable(anyNode()));
        const QPoint to = w.socket(qPrintable(anyNode()), below(2));
        if (seen(from) && seen(to))
            w.drag(from, to);
        break;
    }
    case 3:
        if (seen(node))
            w.click(node);
        w.key(Qt::Key_Delete);
        break;
    case 4:
        if (seen(node))
            w.drag(node, node + QPoint(below(160) - 80, below(120) - 60));
        break;
    case 5:
        w.drag({ 2, 2 }, anyPlace());
        w.key(Qt::Key_G, Qt::ControlModifier);
        break;
    case 6:
        w.key(Qt::Key_F);
        break;
    case 7:
        w.press(Qt::Key_Z, Qt::ControlModifier);
        break;
    default:
        w.press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    }
    // What a double click has opened, and a wire that is only begun.
    if (QWidget *typedInto = w.window.focusWidget())
        QTest::keyClick(typedInto, Qt::Key_Escape);
    w.key(Qt::Key_Escape);
    leave();
}

void TestEditPictures::handsOnAGraph()
{
    constexpr int strokes = 120;
    GraphDocument document = LargeGraph(30, 4).document();
    document.placed = true;
    m_edited->begin(document);
    QSet<QByteArray> different;
    for (int i = 0; i < strokes; ++i) {
        doAnything();
        const QImage now = picture(*m_edited); // every stroke is drawn onto what the last one left
        if (i % 4 == 0)
            QVERIFY2(isAsOpenedAnew(), qPrintable(u"after %1 strokes"_s.arg(i + 1)));
        different.insert(QByteArray(reinterpret_cast<const char *>(now.constBits()), now.sizeInBytes()));
    }
    QVERIFY2(different.size() > strokes / 3, qPrintable(QString::number(different.size())));
}

void TestEditPictures::anyEdit_data()
{
    QTest::addColumn<unsigned>("seed");
    for (unsigned seed = 1; seed <= 3; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

// Also what hands would hardly do: matrices, twins, nonsense, nodes on top of each other.
void TestEditPictures::anyEdit()
{
    QFETCH(unsigned, seed);
    constexpr int edits = 60;
    RandomEdits random(seed);
    GraphDocument document = LargeGraph(12, 3).document();
    document.placed = true;
    m_edited->begin(document);
    QUndoStack &stack = m_edited->session.undoStack();
    for (int i = 0; i < edits; ++i) {
        if (below(4) == 0)
            below(2) ? stack.undo() : stack.redo();
        else
            m_edited->session.editDocument(random.next(m_edited->document()), u"edit"_s);
        picture(*m_edited);
        if (i % 5 == 0)
            QVERIFY2(isAsOpenedAnew(), qPrintable(u"after %1 edits"_s.arg(i + 1)));
    }
    while (stack.canUndo()) {
        stack.undo();
        picture(*m_edited);
    }
    QVERIFY(isAsOpenedAnew());
}

// While the mouse still holds it.
void TestEditPictures::aDraggedNodeIsDrawnWhereItIs()
{
    GraphDocument document = EditorWindow::emptyDocument();
    document.nodes = { leafNode("a", 2, { 0, 0 }), opNode("y", "exp", { "a" }, { 200, 0 }), leafNode("far", 1, { 600, 400 }) };
    m_edited->begin(document);
    picture(*m_edited);
    const int y = m_edited->scene.visible().indexOf(u"y"_s);
    const auto centre = [&] { return m_edited->at(m_edited->scene.layout().nodes[y].centre); };
    const QPoint from = centre();
    QWidget *canvas = m_edited->view.viewport();
    QTest::mousePress(canvas, Qt::LeftButton, {}, from);
    QTest::mouseMove(canvas, from + QPoint(60, 40));
    picture(*m_edited);
    QTest::mouseMove(canvas, from + QPoint(200, 200));
    QVERIFY((centre() - from).y() > 150);
    QVERIFY(m_edited->isPainted(y));
    QTest::mouseRelease(canvas, Qt::LeftButton);
}

// Two arrows cross. With its new input the one is computed, and so drawn, after the other.
void TestEditPictures::whatWasDrawnBeneathIsDrawnOver()
{
    GraphDocument document = EditorWindow::emptyDocument();
    document.nodes = { leafNode("a", 2, { 0, 0 }), leafNode("b", 3, { 0, 200 }),
                       opNode("down", "mul", { "a", "a" }, { 300, 200 }), opNode("up", "exp", { "b" }, { 300, 0 }),
                       leafNode("c", 5, { 150, 320 }) };
    m_edited->begin(document);
    picture(*m_edited);
    const auto isBeneath = [this](const char *one, const char *other) {
        const VisibleGraph &visible = m_edited->scene.visible();
        return visible.indexOf(QString::fromUtf8(one)) < visible.indexOf(QString::fromUtf8(other));
    };
    QVERIFY(isBeneath("down", "up"));
    m_edited->drag(m_edited->socket("c"), m_edited->socket("down", 1));
    QCOMPARE(m_edited->node("down").inputs[1], u"c"_s);
    QVERIFY(isBeneath("up", "down"));
    leave();
    QVERIFY(isAsOpenedAnew());
}

QTEST_MAIN(TestEditPictures)
#include "tst_edit_pictures.moc"
