// SPDX-License-Identifier: GPL-3.0-or-later
// What the diagram shows: the book's figures, folded or not, and each of them where nothing else stands.
#include "document/compiled_graph.h"
#include "files/demos.h"
#include "tests/fixtures/diagram_window.h"
#include "ui/explain/explain_panel.h"
#include "ui/text/numbers.h"
#include "ui/theme/theme.h"

#include <QtCore/QDir>
#include <QtCore/QTemporaryDir>
#include <QtGui/QAction>
#include <QtTest/QTest>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace chainrule;

class TestFigures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { isolateSettings(m_settings); }
    void init();
    void cleanup() { m_window.reset(); }

    void startShowsInputsAndNothingElse();
    void appleOrangeShowsTheBooksFigures();
    void pillsAndExplainGiveUpstreamTimesLocal();
    void sameFiguresOnEveryDemoByRun();
    void foldedSigmoidHasTheSameNumbers();
    void foldingKeepsTheMoment();
    void constantsHaveNoGradient();
    void branchAddsUp();
    void answerHasItsFigures();
    void figuresOverlapNothing_data();
    void figuresOverlapNothing();
    void figuresKeepClearOfSteepArrows();
    void pictures_data();
    void pictures();

private:
    DiagramWindow &w() { return *m_window; }
    const Lettering &letters() { return *w().scene.style().letters; }
    QString explained() { return w().page.explainPanel().text(); }

    QTemporaryDir m_settings;
    std::unique_ptr<DiagramWindow> m_window;
};

void TestFigures::init()
{
    m_window = std::make_unique<DiagramWindow>("");
    QVERIFY(QTest::qWaitForWindowActive(&w().window));
}

void TestFigures::startShowsInputsAndNothingElse()
{
    QCOMPARE(w().window.windowTitle(), u"Apples and oranges[*] — Chainrule"_s);
    QCOMPARE(w().session.position(), 0);
    QCOMPARE(w().value("apple", "apple_price"), u"100"_s);
    QCOMPARE(w().value("apple_price", "all_price"), QString());
    QCOMPARE(w().value("price", ""), QString());
    QCOMPARE(w().gradient("apple", "apple_price"), QString());
    QVERIFY(valueRect(*w().edge("apple_price", "all_price"), letters()).isNull());
    QVERIFY(w().page.caption().contains(u"→"_s));
}

void TestFigures::appleOrangeShowsTheBooksFigures()
{
    w().press(Qt::Key_End);
    QCOMPARE(w().value("apple_price", "all_price"), u"200"_s);
    QCOMPARE(w().value("orange_price", "all_price"), u"450"_s);
    QCOMPARE(w().value("all_price", "price"), u"650"_s);
    QCOMPARE(w().value("price", ""), u"715"_s); // not 715.0000000000001
    QCOMPARE(w().gradient("price", ""), u"1"_s);
    QCOMPARE(w().gradient("all_price", "price"), u"1.1"_s);
    QCOMPARE(w().gradient("tax", "price"), u"650"_s);
    QCOMPARE(w().gradient("apple", "apple_price"), u"2.2"_s);
    QCOMPARE(w().gradient("apple_num", "apple_price"), u"110"_s);
    QCOMPARE(w().gradient("orange", "orange_price"), u"3.3"_s);
    QCOMPARE(w().gradient("orange_num", "orange_price"), u"165"_s);
    QVERIFY(w().scene.toolTipAt(w().edge("price", "")->place.curve.at(0.5)).contains(u"715.0000000000001"_s));
}

void TestFigures::pillsAndExplainGiveUpstreamTimesLocal()
{
    w().press(Qt::Key_End);
    QCOMPARE(w().scene.pillTexts(), QStringList({ u"1.1 × 2 = 2.2"_s, u"1.1 × 100 = 110"_s }));
    QVERIFY(explained().contains(
        u"∂L/∂apple = ∂L/∂apple_price · ∂apple_price/∂apple = ∂L/∂apple_price · apple_num\n= 1.1 × 2 = 2.2  apple\n"_s));
    QVERIFY(explained().contains(
        u"∂L/∂apple_num = ∂L/∂apple_price · ∂apple_price/∂apple_num = ∂L/∂apple_price · apple\n= 1.1 × 100 = 110  apple_num\n"_s));
    w().press(Qt::Key_Home);
    w().press(Qt::Key_Right);
    QVERIFY(
        explained().contains(u"apple_price = apple · apple_num\nMultiplies its two inputs.\n= 100 × 2 = 200  apple_price\n"_s));
    QVERIFY(w().scene.pillTexts().isEmpty());
    w().session.setPosition(w().session.seedPosition());
    QVERIFY(explained().contains(u"∂L/∂price\n= 1  price\n"_s));
}

// Whatever the scene shows is the engine's number: checked against a run of its own.
void TestFigures::sameFiguresOnEveryDemoByRun()
{
    for (const QString &id : demoIds()) {
        QVERIFY(w().window.openDemo(id));
        w().session.setPosition(w().session.count());
        const CompiledGraph compiled = compile(w().session.document());
        Run<double> run = makeRun(w().session.document(), compiled, Keep::Edges);
        run.forward();
        run.backward();
        for (const DocumentNode &node : w().session.document().nodes)
            for (const QString &input : node.inputs) {
                const std::optional<ArrowDrawing> item = w().scene.arrow(input, node.id);
                QVERIFY(item);
                const NodeId source = compiled.ids[input];
                if (compiled.graph->shape(source).isScalar())
                    QCOMPARE(item->valueText(), displayNumber(run.value(source)[0]));
                QCOMPARE(item->gradient.has_value(), compiled.graph->takesGradient(source));
            }
    }
}

void TestFigures::foldedSigmoidHasTheSameNumbers()
{
    QVERIFY(w().window.openDemo(u"sigmoid"_s));
    w().press(Qt::Key_End);
    const QString y = w().value("y", "");
    const QString dx = w().gradient("x", "neg");
    QCOMPARE(y, u"0.7311"_s);
    QCOMPARE(dx, u"0.1966"_s);
    w().press(Qt::Key_F);
    QCOMPARE(w().session.count(), 3); // forward, seed, backward
    QVERIFY(!w().scene.node(u"exp"_s));
    QCOMPARE(w().value("sigmoid", ""), y);
    QCOMPARE(w().value("x", "sigmoid"), u"1"_s);
    QCOMPARE(w().gradient("x", "sigmoid"), dx);
    QCOMPARE(w().scene.pillTexts(), QStringList({ u"1 × 0.1966 = 0.1966"_s }));
    QVERIFY(explained().contains(u"∂L/∂x = ∂L/∂y · ∂y/∂x = ∂L/∂y · y(1 − y)\n= 1 × 0.1966 = 0.1966  x"_s));
    // Double-click on the node unfolds, on the frame folds.
    QTest::mouseDClick(w().view.viewport(), Qt::LeftButton, {}, w().onScreen("sigmoid"));
    QVERIFY(w().scene.node(u"exp"_s));
    const QRectF exp = w().scene.node(u"exp"_s)->place.outline;
    QTest::mouseDClick(w().view.viewport(), Qt::LeftButton, {},
                       w().view.mapFromScene(QPointF(exp.center().x(), exp.bottom() + 50)));
    QVERIFY(w().scene.node(u"sigmoid"_s));
}

void TestFigures::foldingKeepsTheMoment()
{
    QVERIFY(w().window.openDemo(u"sigmoid"_s));
    w().session.setPosition(w().session.seedPosition());
    w().press(Qt::Key_F);
    QCOMPARE(w().session.position(), w().session.seedPosition());
    QCOMPARE(w().gradient("sigmoid", ""), u"1"_s);
    QCOMPARE(w().gradient("x", "sigmoid"), QString());
    w().press(Qt::Key_F);
    QCOMPARE(w().session.position(), w().session.seedPosition());
}

void TestFigures::constantsHaveNoGradient()
{
    QVERIFY(w().window.openDemo(u"sigmoid"_s));
    w().press(Qt::Key_End);
    QCOMPARE(w().gradient("minus_one", "neg"), QString());
    QVERIFY(gradientRect(*w().edge("minus_one", "neg"), letters()).isNull());
}

void TestFigures::branchAddsUp()
{
    QVERIFY(w().window.openDemo(u"copy"_s));
    w().session.setPosition(w().session.count() - 1);
    QCOMPARE(w().scene.node(u"x"_s)->branchText(), u"5 + …"_s);
    w().press(Qt::Key_End);
    QCOMPARE(w().scene.node(u"x"_s)->branchText(), u"5 + 2 = 7"_s);
    QVERIFY(explained().contains(u"5 + 2 = 7"_s));
    QVERIFY(w().scene.contentRect().contains(branchRect(*w().scene.node(u"x"_s), letters())));
}

void TestFigures::answerHasItsFigures()
{
    w().press(Qt::Key_End);
    w().press(Qt::Key_Right);
    QVERIFY(w().page.caption().contains(u"rises by 2.2 yen"_s));
    for (const QString &id : demoIds()) {
        QVERIFY(w().window.openDemo(id));
        w().session.setPosition(w().session.count());
        w().session.next();
        QVERIFY(w().session.isAnswered());
        QVERIFY2(!w().page.caption().contains(u'{'), qPrintable(id));
        QVERIFY(explained().contains(w().page.caption()));
    }
}

void TestFigures::figuresOverlapNothing_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QSize>("size");
    const QStringList ids = u"apple apple_orange sigmoid chain add mul copy max"_s.split(u' ');
    for (const QString &id : ids)
        for (const QSize size : { QSize(1024, 640), QSize(1280, 800), QSize(1920, 1080), QSize(3840, 2160) })
            QTest::newRow(qPrintable(id + u' ' + QString::number(size.width()))) << id << size;
}

// Figures, circles and names keep clear of each other and of every arrow, at every step.
void TestFigures::figuresOverlapNothing()
{
    QFETCH(QString, id);
    QFETCH(QSize, size);
    w().window.resize(size);
    QVERIFY(w().window.openDemo(id));
    w().session.setPosition(w().session.count());
    QList<QRectF> boxes;
    QList<QRectF> circles;
    for (int i = 0; i < w().scene.visible().nodes.size(); ++i)
        (w().scene.visible().nodes[i].isLeaf() ? boxes : circles).append(w().scene.layout().nodes[i].outline);
    for (int i = 0; i < w().scene.visible().edges.size(); ++i) {
        const ArrowDrawing arrow = w().scene.drawings().arrow(i);
        for (const QRectF &figure : { valueRect(arrow, letters()), gradientRect(arrow, letters()) })
            if (!figure.isNull())
                boxes.append(figure.adjusted(0, 3, 0, -3)); // the digits; above and below them is air
    }
    for (qsizetype i = 0; i < boxes.size(); ++i) {
        for (qsizetype k = i + 1; k < boxes.size(); ++k)
            QVERIFY2(!boxes[i].intersects(boxes[k]), qPrintable(id));
        for (const QRectF &circle : circles)
            QVERIFY2(!boxes[i].intersects(circle), qPrintable(id));
        for (const EdgePlace &edge : w().scene.layout().edges)
            for (double t = 0; t <= 1; t += 0.02)
                for (const double side : { Arrow::apart, -Arrow::apart })
                    QVERIFY2(!boxes[i].contains(edge.curve.shifted(side).at(t)), qPrintable(id));
        QVERIFY(w().scene.contentRect().contains(boxes[i]));
    }
    // All of it is in the window, or, in letters of 12 pixels, the part where the step is.
    const QRectF seen = w().view.seenRect();
    const double letters = w().view.scale() * w().scene.layout().smallestText;
    QVERIFY2(letters > 11.999, qPrintable(QString::number(letters)));
    QVERIFY(seen.contains(w().scene.contentRect()) || (letters < 12.001 && seen.contains(w().scene.actionRect())));
    QVERIFY(size.width() < 1280 || seen.contains(w().scene.contentRect()));
}

void TestFigures::figuresKeepClearOfSteepArrows()
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

void TestFigures::pictures_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<bool>("dark");
    for (const QString &id : demoIds())
        for (const bool dark : { false, true })
            QTest::addRow("%s-%s", qPrintable(id), dark ? "dark" : "light") << id << dark;
}

void TestFigures::pictures()
{
    QFETCH(QString, id);
    QFETCH(bool, dark);
    const Theme theme = dark ? Theme::darkTheme() : Theme::light();
    QVERIFY(w().window.openDemo(id));
    for (QAction *action : w().window.findChildren<QAction *>())
        if (action->text() == (dark ? u"&Dark"_s : u"&Light"_s))
            action->trigger();
    w().session.setPosition(w().session.count() - 1);
    const QPixmap picture = w().window.grab();
    QCOMPARE(w().view.grab().toImage().pixelColor(2, 2), theme.canvas);
    QVERIFY(QDir().mkpath(QStringLiteral(CHAINRULE_SCREENSHOT_DIR)));
    QVERIFY(picture.save(QStringLiteral(CHAINRULE_SCREENSHOT_DIR "/diagram-%1-%2.png").arg(id, dark ? u"dark"_s : u"light"_s)));
}

QTEST_MAIN(TestFigures)
#include "tst_figures.moc"
