// SPDX-License-Identifier: GPL-3.0-or-later
// Drawings are values: each holds all that it is painted from, so two of the same moment are equal, and what differs between
// two moments is what has changed in the picture.
#include "tests/fixtures/diagram_window.h"

#include <QtCore/QTemporaryDir>
#include <QtGui/QHelpEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QToolTip>

#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;
using namespace chainrule;

class TestDrawing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { isolateSettings(m_settings); }

    void aStepChangesWhatItMakes();
    void thereAndBackIsTheSame();
    void numbersAreComparedAsTheyAreSeen();
    void fromFarAwayLessIsDrawn();
    void boundsHoldWhatIsPainted();
    void whatTravelsLeavesNothingBehind();
    void theMouseReadsExactNumbers();
    void zoomingKeepsWhatIsThere();

private:
    QTemporaryDir m_settings;
};

// The first product: its arrow gets a value, and its circle is in action.
void TestDrawing::aStepChangesWhatItMakes()
{
    DiagramWindow w("apple");
    const std::vector<Drawing> before = w.scene.allDrawings(Detail::All);
    QVERIFY(before == w.scene.allDrawings(Detail::All));
    w.press(Qt::Key_Right);
    const std::vector<Drawing> after = w.scene.allDrawings(Detail::All);
    QCOMPARE(after.size(), before.size());
    QStringList changed;
    for (std::size_t i = 0; i < after.size(); ++i) {
        if (after[i] == before[i])
            continue;
        if (const auto *arrow = std::get_if<ArrowDrawing>(&after[i]))
            changed.append(arrow->valueText());
        if (const auto *node = std::get_if<NodeDrawing>(&after[i]))
            changed.append(node->label);
    }
    QCOMPARE(changed, QStringList({ u"200"_s, u"×"_s }));
}

void TestDrawing::thereAndBackIsTheSame()
{
    DiagramWindow w("copy");
    std::vector<std::vector<Drawing>> there;
    for (int i = 0; i <= w.session.count(); ++i) {
        w.session.setPosition(i);
        there.push_back(w.scene.allDrawings(Detail::All));
        QVERIFY(i == 0 || there[std::size_t(i)] != there[std::size_t(i) - 1]);
    }
    for (int i = w.session.count(); i >= 0; --i) {
        w.session.setPosition(i);
        QVERIFY(w.scene.allDrawings(Detail::All) == there[std::size_t(i)]);
    }
}

void TestDrawing::numbersAreComparedAsTheyAreSeen()
{
    const auto numbers = [](std::initializer_list<double> all) { return SeenNumbers(std::span(all.begin(), all.size())); };
    const double nan = std::nan("");
    QVERIFY(numbers({ nan, 1 }) == numbers({ nan, 1 })); // else it would be painted in every frame
    QVERIFY(numbers({ 0.0 }) != numbers({ -0.0 }));
    QVERIFY(numbers({ 1 }) != numbers({ 1, 1 }));
    QVERIFY(numbers({ 0.1 + 0.2 }) != numbers({ 0.3 }));
}

// No gradients and no figures: stepping back through a large graph that is all in view changes two dots.
void TestDrawing::fromFarAwayLessIsDrawn()
{
    DiagramWindow w("apple");
    w.press(Qt::Key_End);
    const std::vector<Drawing> before = w.scene.allDrawings(Detail::Dots);
    w.press(Qt::Key_Left);
    const std::vector<Drawing> after = w.scene.allDrawings(Detail::Dots);
    QCOMPARE(after.size(), before.size());
    int dots = 0;
    for (std::size_t i = 0; i < after.size(); ++i) {
        QVERIFY(!std::holds_alternative<ArrowDrawing>(after[i]) && !std::holds_alternative<NodeDrawing>(after[i]));
        dots += std::holds_alternative<DotDrawing>(after[i]) && after[i] != before[i];
    }
    QCOMPARE(dots, 2);
}

// Alone on white, nothing of it is beyond.
void TestDrawing::boundsHoldWhatIsPainted()
{
    DiagramWindow w("softmax_loss");
    w.press(Qt::Key_End);
    const Lettering &letters = *w.scene.style().letters;
    const QRect content = w.scene.drawnRect().adjusted(-40, -40, 40, 40).toAlignedRect();
    QImage blank(content.size(), QImage::Format_RGB32);
    blank.fill(w.scene.style().theme.canvas);
    for (const Drawing &drawing : w.scene.allDrawings(Detail::All)) {
        QImage image(content.size(), QImage::Format_RGB32);
        PaintedPart part(QTransform::fromTranslate(-content.left(), -content.top()), image.rect());
        part.add(drawing, content);
        QPainter painter(&image);
        part.paint(painter, w.scene.background(), w.scene.style());
        QVERIFY(image != blank);
        painter.resetTransform();
        painter.fillRect(bounds(drawing, letters).translated(-content.topLeft()).toAlignedRect(), w.scene.background());
        painter.end();
        QVERIFY(image == blank);
    }
}

// Forward and back, in a picture that shows what was checked, too.
void TestDrawing::whatTravelsLeavesNothingBehind()
{
    DiagramWindow w("apple_orange");
    CheckMarks marks;
    for (int node = 0; node < 4; ++node)
        marks.agrees.insert(node, node % 2 == 0);
    w.scene.setMarks(marks);
    for (const int position : { 1, w.session.seedPosition(), w.session.count() }) {
        w.session.setPosition(position);
        const QImage arrived = w.picture();
        for (const double share : { 0.0, 0.3, 0.9, 0.1, 1.0 }) {
            w.scene.setTravelled(share);
            const QImage travelling = w.picture();
            QVERIFY(share == 1 || travelling != arrived);
            QCOMPARE(travelling, w.drawnAnew());
        }
        QCOMPARE(w.picture(), arrived);
    }
}

void TestDrawing::theMouseReadsExactNumbers()
{
    DiagramWindow w("apple");
    w.press(Qt::Key_End);
    const auto readAt = [&w](const QPointF &point) {
        const QPoint at = w.view.mapFromScene(point);
        QHelpEvent event(QEvent::ToolTip, at, w.view.viewport()->mapToGlobal(at));
        QApplication::sendEvent(w.view.viewport(), &event);
        return QToolTip::text();
    };
    QVERIFY(readAt(w.edge("price", "")->place.curve.at(0.5)).contains(u"220.00000000000003"_s));
    QVERIFY(readAt(w.scene.node(u"tax"_s)->place.outline.center()).startsWith(u"tax"_s));
    readAt(w.scene.contentRect().topLeft() - QPointF(5, 5));
    QTRY_COMPARE(QToolTip::text(), QString());
}

void TestDrawing::zoomingKeepsWhatIsThere()
{
    Camera camera;
    camera.centreOn({ 123.4, -56.7 }, { 640, 480 });
    const QPoint middle(320, 240);
    QCOMPARE(camera.toPixel({ 123.4, -56.7 }), middle);
    for (const double scale : { 1.5, 0.25, 7.0, 0.02, 1.0 }) {
        const QPointF there = camera.toScene(QPointF(middle));
        camera.zoomTo(scale, middle);
        QCOMPARE(camera.scale(), scale);
        QVERIFY((camera.toPixel(there) - middle).manhattanLength() <= 1);
        QCOMPARE(camera.transform().map(camera.toScene(QPointF(17, 4))).toPoint(), QPoint(17, 4));
    }
}

QTEST_MAIN(TestDrawing)
#include "tst_drawing.moc"
