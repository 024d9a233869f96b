// SPDX-License-Identifier: GPL-3.0-or-later
// The diagram room as a person uses it: figures on screen, stepping, editing, folding, by mouse and by key.
#include "document/compiled_graph.h"
#include "files/demos.h"
#include "tests/fixtures/window_setup.h"
#include "ui/diagram/diagram_scene.h"
#include "ui/diagram/diagram_view.h"
#include "ui/diagram/motion.h"
#include "ui/editor/value_editor.h"
#include "ui/explain/explain_panel.h"
#include "ui/lesson/diagram_page.h"
#include "ui/library/library_panel.h"
#include "ui/main_window/main_window.h"
#include "ui/session/graph_session.h"
#include "ui/text/numbers.h"
#include "ui/theme/theme.h"
#include "ui/timeline/step_slider.h"
#include "ui/timeline/timeline_bar.h"

#include <QtCore/QDir>
#include <QtCore/QSettings>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QApplication>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QTreeWidget>

using namespace chainrule;

class TestDiagram : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();

    void startShowsInputsAndNothingElse();
    void appleOrangeShowsTheBooksFigures();
    void pillsAndExplainGiveUpstreamTimesLocal();
    void sameFiguresOnEveryDemoByRun();
    void keysStep();
    void oneKeyToTheFirstGradient();
    void thereAndBackIsTheSamePicture();
    void sliderAndButtonsStep();
    void playingEndsAtTheLastStep();
    void doubleClickEditsAndEverythingFollows();
    void badInputIsRefusedWithItsReason();
    void undoAndRedo();
    void typingOnASelectedInputEdits();
    void foldedSigmoidHasTheSameNumbers();
    void foldingKeepsTheMoment();
    void constantsHaveNoGradient();
    void branchAddsUp();
    void answerHasItsFigures();
    void figuresOverlapNothing_data();
    void figuresOverlapNothing();
    void figuresKeepClearOfSteepArrows();
    void presentationKeepsTheKeys();
    void libraryFiltersAndOpens();
    void zoomStopsFittingUntilAskedTo();
    void pictures_data();
    void pictures();

private:
    GraphSession &session() { return m_window->diagramPage().session(); }
    DiagramScene &scene() { return m_window->diagramPage().scene(); }
    DiagramView &view() { return m_window->diagramPage().view(); }
    ValueEditor &editor() { return m_window->diagramPage().editor(); }
    QString value(const char *from, const char *to) { return edge(from, to)->valueText(); }
    QString gradient(const char *from, const char *to) { return edge(from, to)->gradientText(); }
    std::optional<ArrowDrawing> edge(const char *from, const char *to)
    {
        return scene().arrow(QString::fromUtf8(from), QString::fromUtf8(to));
    }
    const Lettering &letters() { return *scene().style().letters; }
    QPoint onScreen(const char *node)
    {
        return view().mapFromScene(scene().node(QString::fromUtf8(node))->place.outline.center());
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(m_window.get(), key, modifiers);
    }
    void typeInto(const char *leaf, const QString &text);
    QString explained() { return m_window->diagramPage().explainPanel().text(); }

    QTemporaryDir m_settings;
    std::unique_ptr<MainWindow> m_window;
};

void TestDiagram::initTestCase()
{
    isolateSettings(m_settings);
}

void TestDiagram::init()
{
    QSettings().clear();
    m_window = std::make_unique<MainWindow>();
    m_window->resize(1280, 800);
    m_window->openFirst({});
    m_window->diagramPage().motion().setWanted(false);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void TestDiagram::cleanup()
{
    m_window.reset();
}

void TestDiagram::startShowsInputsAndNothingElse()
{
    QCOMPARE(m_window->windowTitle(), QStringLiteral("Apples and oranges[*] — Chainrule"));
    QCOMPARE(session().position(), 0);
    QCOMPARE(value("apple", "apple_price"), QStringLiteral("100"));
    QCOMPARE(value("apple_price", "all_price"), QString());
    QCOMPARE(value("price", ""), QString());
    QCOMPARE(gradient("apple", "apple_price"), QString());
    QVERIFY(valueRect(*edge("apple_price", "all_price"), letters()).isNull());
    QVERIFY(m_window->diagramPage().caption().contains(QStringLiteral("→")));
}

void TestDiagram::appleOrangeShowsTheBooksFigures()
{
    press(Qt::Key_End);
    QCOMPARE(value("apple_price", "all_price"), QStringLiteral("200"));
    QCOMPARE(value("orange_price", "all_price"), QStringLiteral("450"));
    QCOMPARE(value("all_price", "price"), QStringLiteral("650"));
    QCOMPARE(value("price", ""), QStringLiteral("715")); // not 715.0000000000001
    QCOMPARE(gradient("price", ""), QStringLiteral("1"));
    QCOMPARE(gradient("all_price", "price"), QStringLiteral("1.1"));
    QCOMPARE(gradient("tax", "price"), QStringLiteral("650"));
    QCOMPARE(gradient("apple", "apple_price"), QStringLiteral("2.2"));
    QCOMPARE(gradient("apple_num", "apple_price"), QStringLiteral("110"));
    QCOMPARE(gradient("orange", "orange_price"), QStringLiteral("3.3"));
    QCOMPARE(gradient("orange_num", "orange_price"), QStringLiteral("165"));
    QVERIFY(scene().toolTipAt(edge("price", "")->place.curve.at(0.5)).contains(QStringLiteral("715.0000000000001")));
}

void TestDiagram::pillsAndExplainGiveUpstreamTimesLocal()
{
    press(Qt::Key_End);
    QCOMPARE(scene().pillTexts(), QStringList({ QStringLiteral("1.1 × 2 = 2.2"), QStringLiteral("1.1 × 100 = 110") }));
    QVERIFY(explained().contains(QStringLiteral("∂L/∂x = ∂L/∂z · ∂z/∂x = ∂L/∂z · y\n= 1.1 × 2 = 2.2  apple\n")));
    QVERIFY(explained().contains(QStringLiteral("∂L/∂y = ∂L/∂z · ∂z/∂y = ∂L/∂z · x\n= 1.1 × 100 = 110  apple_num\n")));
    press(Qt::Key_Home);
    press(Qt::Key_Right);
    QVERIFY(explained().contains(QStringLiteral("z = x · y\nMultiplies its two inputs.\n= 100 × 2 = 200  apple_price\n")));
    QVERIFY(scene().pillTexts().isEmpty());
    session().setPosition(session().seedPosition());
    QVERIFY(explained().contains(QStringLiteral("∂L/∂L\n= 1  price\n")));
}

// Whatever the scene shows is the engine's number: checked against a run of its own.
void TestDiagram::sameFiguresOnEveryDemoByRun()
{
    for (const QString &id : demoIds()) {
        QVERIFY(m_window->openDemo(id));
        session().setPosition(session().count());
        const CompiledGraph compiled = compile(session().document());
        Run<double> run = makeRun(session().document(), compiled, Keep::Edges);
        run.forward();
        run.backward();
        for (const DocumentNode &node : session().document().nodes)
            for (const QString &input : node.inputs) {
                const std::optional<ArrowDrawing> item = scene().arrow(input, node.id);
                QVERIFY(item);
                const NodeId source = compiled.ids[input];
                if (compiled.graph->shape(source).isScalar())
                    QCOMPARE(item->valueText(), displayNumber(run.value(source)[0]));
                QCOMPARE(item->gradient.has_value(), compiled.graph->takesGradient(source));
            }
    }
}

void TestDiagram::keysStep()
{
    press(Qt::Key_Right);
    QCOMPARE(session().position(), 1);
    press(Qt::Key_PageDown);
    QCOMPARE(session().position(), 2);
    press(Qt::Key_Left);
    press(Qt::Key_PageUp);
    QCOMPARE(session().position(), 0);
    press(Qt::Key_Left);
    QCOMPARE(session().position(), 0);
    press(Qt::Key_End);
    QCOMPARE(session().position(), session().count());
    press(Qt::Key_Home);
    QCOMPARE(session().position(), 0);
    // In the library's filter the same keys move the cursor and type.
    m_window->library().focusFilter();
    QTest::keyClicks(&m_window->library().filter(), QStringLiteral("f g"));
    QTest::keyClick(&m_window->library().filter(), Qt::Key_Left);
    QCOMPARE(m_window->library().filter().text(), QStringLiteral("f g"));
    QCOMPARE(session().position(), 0);
}

void TestDiagram::oneKeyToTheFirstGradient()
{
    press(Qt::Key_G);
    QCOMPARE(gradient("all_price", "price"), QStringLiteral("1.1"));
    QCOMPARE(gradient("apple", "apple_price"), QString());
}

void TestDiagram::thereAndBackIsTheSamePicture()
{
    for (const QString &id : demoIds()) {
        QVERIFY(m_window->openDemo(id));
        QList<QImage> there;
        for (int i = 0; i <= session().count(); ++i) {
            there.append(m_window->grab().toImage());
            press(Qt::Key_Right);
        }
        for (int i = session().count(); i >= 0; --i) {
            QCOMPARE(session().position(), i);
            QVERIFY2(m_window->grab().toImage() == there[i], qPrintable(id + QStringLiteral(" at %1").arg(i)));
            QVERIFY(i == 0 || there[i] != there[i - 1]);
            press(Qt::Key_Left);
        }
    }
}

void TestDiagram::sliderAndButtonsStep()
{
    TimelineBar &timeline = m_window->diagramPage().timeline();
    const auto click = [&](const char *name) {
        for (auto *button : timeline.findChildren<QAbstractButton *>())
            if (button->accessibleName() == QLatin1String(name))
                QTest::mouseClick(button, Qt::LeftButton);
    };
    click("Forward one step");
    QCOMPARE(session().position(), 1);
    click("Last step");
    QCOMPARE(session().position(), session().count());
    QCOMPARE(timeline.slider().positionText(), QStringLiteral("9 of 9"));
    click("Back one step");
    QCOMPARE(timeline.slider().positionText(), QStringLiteral("8 of 9"));
    click("First step");
    QCOMPARE(session().position(), 0);
    auto *slider = timeline.findChild<StepSlider *>();
    QTest::mouseClick(slider, Qt::LeftButton, {}, QPoint(slider->width() - 20, slider->height() / 2));
    QCOMPARE(session().position(), session().count());
}

void TestDiagram::playingEndsAtTheLastStep()
{
    TimelineBar &timeline = m_window->diagramPage().timeline();
    auto *speed = timeline.findChild<QComboBox *>();
    speed->setCurrentIndex(speed->count() - 1);
    QCOMPARE(timeline.speed(), 8.0);
    press(Qt::Key_Space);
    QVERIFY(timeline.isPlaying());
    QTRY_COMPARE(session().position(), session().count());
    QTRY_VERIFY(!timeline.isPlaying());
}

void TestDiagram::typeInto(const char *leaf, const QString &text)
{
    QTest::mouseClick(view().viewport(), Qt::LeftButton, {}, onScreen(leaf));
    QTest::mouseDClick(view().viewport(), Qt::LeftButton, {}, onScreen(leaf));
    QVERIFY(editor().isVisible());
    editor().line().selectAll();
    QTest::keyClick(&editor().line(), Qt::Key_Delete);
    QTest::keyClicks(&editor().line(), text);
    QTest::keyClick(&editor().line(), Qt::Key_Return);
}

void TestDiagram::doubleClickEditsAndEverythingFollows()
{
    press(Qt::Key_End);
    typeInto("apple", QStringLiteral("200"));
    QVERIFY(!editor().isVisible());
    QCOMPARE(session().position(), session().count());
    QCOMPARE(value("apple", "apple_price"), QStringLiteral("200"));
    QCOMPARE(value("price", ""), QStringLiteral("935"));
    QCOMPARE(gradient("apple_num", "apple_price"), QStringLiteral("220"));
    QCOMPARE(gradient("tax", "price"), QStringLiteral("850"));
    QVERIFY(explained().contains(QStringLiteral("= 1.1 × 200 = 220")));
    QVERIFY(m_window->isWindowModified());
    // On the number on its arrow as well.
    const QPoint number = view().mapFromScene(valueRect(*edge("tax", "price"), letters()).center());
    QTest::mouseDClick(view().viewport(), Qt::LeftButton, {}, number);
    QCOMPARE(editor().leaf(), QStringLiteral("tax"));
}

void TestDiagram::badInputIsRefusedWithItsReason()
{
    const QImage before = m_window->diagramPage().view().grab().toImage();
    for (const auto &[text, reason] :
         { std::pair("12a", "“12a” is not a number."), std::pair("", "Type a number, for example 1.5."),
           std::pair("1e999", "1e999 is too large: numbers end at 1.8e308."), std::pair("nan", "“nan” is not a number."),
           std::pair("inf", "“inf” is not a number."),
           std::pair("1 2", "1 numbers are needed, row by row; these are 2. Brackets give another shape: [1, 2].") }) {
        typeInto("apple", QString::fromUtf8(text));
        QVERIFY2(editor().isVisible(), text);
        QCOMPARE(editor().reason(), QString::fromUtf8(reason));
        QCOMPARE(value("apple", "apple_price"), QStringLiteral("100"));
        QTest::keyClick(&editor().line(), Qt::Key_Escape);
        QVERIFY(!editor().isVisible());
    }
    QCOMPARE(session().undoStack().count(), 0);
    session().select({});
    QVERIFY(m_window->diagramPage().view().grab().toImage() == before);
}

void TestDiagram::undoAndRedo()
{
    press(Qt::Key_End);
    typeInto("apple", QStringLiteral("200"));
    typeInto("tax", QStringLiteral("2"));
    QCOMPARE(value("price", ""), QStringLiteral("1700"));
    press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(value("price", ""), QStringLiteral("935"));
    press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(value("price", ""), QStringLiteral("715"));
    QCOMPARE(gradient("tax", "price"), QStringLiteral("650"));
    QVERIFY(!m_window->isWindowModified());
    press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(value("price", ""), QStringLiteral("935"));
}

void TestDiagram::typingOnASelectedInputEdits()
{
    view().setFocus();
    QTest::keyClick(&view(), Qt::Key_Tab);
    QCOMPARE(session().selected(), QStringLiteral("apple"));
    QTest::keyClick(&view(), Qt::Key_5);
    QVERIFY(editor().isVisible());
    QTest::keyClick(&editor().line(), Qt::Key_0);
    QTest::keyClick(&editor().line(), Qt::Key_Return);
    QCOMPARE(value("apple", "apple_price"), QStringLiteral("50"));
    QVERIFY(view().hasFocus());
    QTest::keyClick(&view(), Qt::Key_Return);
    QVERIFY(editor().isVisible());
    QCOMPARE(editor().line().text(), QStringLiteral("50"));
}

void TestDiagram::foldedSigmoidHasTheSameNumbers()
{
    QVERIFY(m_window->openDemo(QStringLiteral("sigmoid")));
    press(Qt::Key_End);
    const QString y = value("y", "");
    const QString dx = gradient("x", "neg");
    QCOMPARE(y, QStringLiteral("0.7311"));
    QCOMPARE(dx, QStringLiteral("0.1966"));
    press(Qt::Key_F);
    QCOMPARE(session().count(), 3); // forward, seed, backward
    QVERIFY(!scene().node(QStringLiteral("exp")));
    QCOMPARE(value("sigmoid", ""), y);
    QCOMPARE(value("x", "sigmoid"), QStringLiteral("1"));
    QCOMPARE(gradient("x", "sigmoid"), dx);
    QCOMPARE(scene().pillTexts(), QStringList({ QStringLiteral("1 × 0.1966 = 0.1966") }));
    QVERIFY(explained().contains(QStringLiteral("∂L/∂x = ∂L/∂y · ∂y/∂x = ∂L/∂y · y(1 − y)\n= 1 × 0.1966 = 0.1966  x")));
    // Double-click on the node unfolds, on the frame folds.
    QTest::mouseDClick(view().viewport(), Qt::LeftButton, {}, onScreen("sigmoid"));
    QVERIFY(scene().node(QStringLiteral("exp")));
    const QRectF exp = scene().node(QStringLiteral("exp"))->place.outline;
    QTest::mouseDClick(view().viewport(), Qt::LeftButton, {},
                       view().mapFromScene(QPointF(exp.center().x(), exp.bottom() + 50)));
    QVERIFY(scene().node(QStringLiteral("sigmoid")));
}

void TestDiagram::foldingKeepsTheMoment()
{
    QVERIFY(m_window->openDemo(QStringLiteral("sigmoid")));
    session().setPosition(session().seedPosition());
    press(Qt::Key_F);
    QCOMPARE(session().position(), session().seedPosition());
    QCOMPARE(gradient("sigmoid", ""), QStringLiteral("1"));
    QCOMPARE(gradient("x", "sigmoid"), QString());
    press(Qt::Key_F);
    QCOMPARE(session().position(), session().seedPosition());
}

void TestDiagram::constantsHaveNoGradient()
{
    QVERIFY(m_window->openDemo(QStringLiteral("sigmoid")));
    press(Qt::Key_End);
    QCOMPARE(gradient("minus_one", "neg"), QString());
    QVERIFY(gradientRect(*edge("minus_one", "neg"), letters()).isNull());
}

void TestDiagram::branchAddsUp()
{
    QVERIFY(m_window->openDemo(QStringLiteral("copy")));
    session().setPosition(session().count() - 1);
    QCOMPARE(scene().node(QStringLiteral("x"))->branchText(), QStringLiteral("5 + …"));
    press(Qt::Key_End);
    QCOMPARE(scene().node(QStringLiteral("x"))->branchText(), QStringLiteral("5 + 2 = 7"));
    QVERIFY(explained().contains(QStringLiteral("5 + 2 = 7")));
    QVERIFY(scene().contentRect().contains(branchRect(*scene().node(QStringLiteral("x")), letters())));
}

void TestDiagram::answerHasItsFigures()
{
    press(Qt::Key_End);
    QVERIFY(m_window->diagramPage().caption().contains(QStringLiteral("rises by 2.2 yen")));
    for (const QString &id : demoIds()) {
        QVERIFY(m_window->openDemo(id));
        session().setPosition(session().count());
        QVERIFY2(!m_window->diagramPage().caption().contains(QLatin1Char('{')), qPrintable(id));
        QVERIFY(explained().contains(m_window->diagramPage().caption()));
    }
}

void TestDiagram::figuresOverlapNothing_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QSize>("size");
    const QStringList ids = QStringLiteral("apple apple_orange sigmoid chain add mul copy max").split(QLatin1Char(' '));
    for (const QString &id : ids)
        for (const QSize size : { QSize(1024, 640), QSize(1280, 800), QSize(1920, 1080), QSize(3840, 2160) })
            QTest::newRow(qPrintable(id + QLatin1Char(' ') + QString::number(size.width()))) << id << size;
}

// Figures, circles and names keep clear of each other and of every arrow, at every step.
void TestDiagram::figuresOverlapNothing()
{
    QFETCH(QString, id);
    QFETCH(QSize, size);
    m_window->resize(size);
    QVERIFY(m_window->openDemo(id));
    session().setPosition(session().count());
    QList<QRectF> boxes;
    QList<QRectF> circles;
    for (int i = 0; i < scene().visible().nodes.size(); ++i)
        (scene().visible().nodes[i].isLeaf() ? boxes : circles).append(scene().layout().nodes[i].outline);
    for (int i = 0; i < scene().visible().edges.size(); ++i) {
        const ArrowDrawing arrow = scene().drawings().arrow(i);
        for (const QRectF &figure : { valueRect(arrow, letters()), gradientRect(arrow, letters()) })
            if (!figure.isNull())
                boxes.append(figure.adjusted(0, 3, 0, -3)); // the digits; above and below them is air
    }
    for (qsizetype i = 0; i < boxes.size(); ++i) {
        for (qsizetype k = i + 1; k < boxes.size(); ++k)
            QVERIFY2(!boxes[i].intersects(boxes[k]), qPrintable(id));
        for (const QRectF &circle : circles)
            QVERIFY2(!boxes[i].intersects(circle), qPrintable(id));
        for (const EdgePlace &edge : scene().layout().edges)
            for (double t = 0; t <= 1; t += 0.02)
                for (const double side : { Arrow::apart, -Arrow::apart })
                    QVERIFY2(!boxes[i].contains(edge.curve.shifted(side).at(t)), qPrintable(id));
        QVERIFY(scene().contentRect().contains(boxes[i]));
    }
    // All of it is in the window, or, in letters of 12 pixels, the part where the step is.
    const QRectF seen = view().seenRect();
    const double letters = view().scale() * scene().layout().smallestText;
    QVERIFY2(letters > 11.999, qPrintable(QString::number(letters)));
    QVERIFY(seen.contains(scene().contentRect()) || (letters < 12.001 && seen.contains(scene().actionRect())));
    QVERIFY(size.width() < 1280 || seen.contains(scene().contentRect()));
}

void TestDiagram::figuresKeepClearOfSteepArrows()
{
    const QSizeF wide(90, 20);
    for (int degrees = -90; degrees <= 90; degrees += 15) {
        const QPointF end = QLineF::fromPolar(300, degrees).p2();
        const EdgePlace place{ { {}, end / 2, end }, 0.5 };
        for (const bool above : { true, false }) {
            const QPointF centre = above ? place.valueCentre(wide) : place.gradientCentre(wide);
            const QRectF box(centre - QPointF(wide.width(), wide.height()) / 2, wide);
            const EdgeCurve arrow = place.curve.shifted(above ? Arrow::apart : -Arrow::apart);
            for (double t = 0; t <= 1; t += 0.01)
                QVERIFY2(!box.contains(arrow.at(t)), qPrintable(QString::number(degrees)));
            if (std::abs(degrees) < 90)
                QCOMPARE(centre.y() < place.curve.at(0.5).y(), above);
        }
    }
}

void TestDiagram::presentationKeepsTheKeys()
{
    press(Qt::Key_F5);
    QVERIFY(m_window->isFullScreen());
    QVERIFY(!m_window->library().isVisible());
    press(Qt::Key_PageDown);
    QCOMPARE(session().position(), 1);
    press(Qt::Key_Escape);
    QVERIFY(!m_window->isFullScreen());
    QVERIFY(m_window->library().isVisible());
    press(Qt::Key_F11);
    QVERIFY(m_window->isFullScreen());
    press(Qt::Key_F11);
    QVERIFY(!m_window->isFullScreen());
}

void TestDiagram::libraryFiltersAndOpens()
{
    LibraryPanel &library = m_window->library();
    QCOMPARE(library.visibleIds().size(), demoIds().size() + 1);
    QTest::keyClicks(&library.filter(), QStringLiteral("soft"));
    QCOMPARE(library.visibleIds(), QStringList({ QStringLiteral("softmax_loss") }));
    QTest::keyClick(&library.filter(), Qt::Key_Return);
    QCOMPARE(session().document().id, QStringLiteral("softmax_loss"));
    QCOMPARE(m_window->windowTitle(), QStringLiteral("Softmax with loss[*] — Chainrule"));
    QCOMPARE(library.visibleIds().size(), demoIds().size() + 1); // found, so the list is whole again

    QTest::keyClicks(&library.filter(), QStringLiteral("sigm"));
    QTest::keyClick(&library.filter(), Qt::Key_Down); // into the list, on its first entry
    QTest::keyClick(library.findChild<QTreeWidget *>(), Qt::Key_Return);
    QCOMPARE(session().document().id, QStringLiteral("sigmoid"));
}

void TestDiagram::zoomStopsFittingUntilAskedTo()
{
    const double fitted = view().scale();
    press(Qt::Key_Plus, Qt::ControlModifier);
    const double zoomed = view().scale();
    QVERIFY(zoomed > fitted * 1.1);
    m_window->resize(1400, 900);
    QCOMPARE(view().scale(), zoomed);
    press(Qt::Key_0, Qt::ControlModifier);
    QVERIFY(view().scale() < zoomed);
    const QPointF before = view().mapToScene(view().viewport()->rect().center());
    QTest::mousePress(view().viewport(), Qt::LeftButton, {}, QPoint(20, 20));
    QTest::mouseMove(view().viewport(), QPoint(60, 40));
    QTest::mouseRelease(view().viewport(), Qt::LeftButton, {}, QPoint(60, 40));
    QVERIFY(view().mapToScene(view().viewport()->rect().center()) != before);
}

void TestDiagram::pictures_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<bool>("dark");
    for (const QString &id : demoIds())
        for (const bool dark : { false, true })
            QTest::addRow("%s-%s", qPrintable(id), dark ? "dark" : "light") << id << dark;
}

void TestDiagram::pictures()
{
    QFETCH(QString, id);
    QFETCH(bool, dark);
    const Theme theme = dark ? Theme::darkTheme() : Theme::light();
    QVERIFY(m_window->openDemo(id));
    for (QAction *action : m_window->findChildren<QAction *>())
        if (action->text() == (dark ? QStringLiteral("&Dark") : QStringLiteral("&Light")))
            action->trigger();
    session().setPosition(session().count() - 1);
    const QPixmap picture = m_window->grab();
    QCOMPARE(view().grab().toImage().pixelColor(2, 2), theme.canvas);
    QVERIFY(QDir().mkpath(QStringLiteral(CHAINRULE_SCREENSHOT_DIR)));
    QVERIFY(picture.save(QStringLiteral(CHAINRULE_SCREENSHOT_DIR "/diagram-%1-%2.png")
                             .arg(id, dark ? QStringLiteral("dark") : QStringLiteral("light"))));
}

QTEST_MAIN(TestDiagram)
#include "tst_diagram.moc"
