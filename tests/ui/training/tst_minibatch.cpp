// SPDX-License-Identifier: GPL-3.0-or-later
// From the training desk into the diagram and back, in the whole window. Leaves pictures.
#include "tests/fixtures/idx_fixture.h"
#include "tests/fixtures/time_limit.h"
#include "tests/fixtures/window_setup.h"

#include "ui/diagram/diagram_view.h"
#include "ui/lesson/diagram_page.h"
#include "ui/lesson/return_bar.h"
#include "ui/main_window/main_window.h"
#include "ui/session/graph_session.h"
#include "ui/training/batch/batch_strip.h"
#include "ui/training/curves/loss_chart.h"
#include "ui/training/draw/draw_pad.h"
#include "ui/training/draw/draw_tool.h"
#include "ui/training/page/tools_panel.h"
#include "ui/training/page/training_page.h"
#include "ui/training/settings/settings_panel.h"

#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QSpinBox>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace chainrule;

namespace {

constexpr int patience = 240'000; // ms

// γₙ = nu / (1 − nu): what rounding can do to a sum of n products of floats, as a part of the sum of their sizes (Higham,
// Accuracy and Stability of Numerical Algorithms, 3.1), u being half a float's last place.
double gamma(double n)
{
    constexpr double u = 0x1p-24;
    return n * u / (1 - n * u);
}

// How far the desk's loss, computed in float, may be from the diagram's in double, of the same parameters and pictures.
// The largest sum of sizes behind any score, S = (|X||W1| + |b1|)|W2| + |b2|, is wrong by at most γ S: as many products in a
// row as a picture has pixels and the net hidden units, two biases, and the rounding of each pixel. The loss of a picture is
// log Σ exp of its scores less one of them; its derivatives |y − t| add up to 2 at most, and its own dozen of operations
// round numbers of at most 2S + ln 10. The mean adds up N of them.
double roundingOfLoss(const GraphDocument &net, double loss)
{
    const auto tensor = [&net](const char *name) -> const Tensor & { return net.node(QLatin1String(name))->value; };
    const Tensor &X = tensor("X"), &W1 = tensor("W1"), &b1 = tensor("b1"), &W2 = tensor("W2"), &b2 = tensor("b2");
    const Index pixels = W1.shape.rows(), hidden = W1.shape.columns(), classes = W2.shape.columns();
    const auto size = [](const Tensor &t, Index i) { return std::abs(t.values[std::size_t(i)]); };
    double largest = 0;
    for (Index picture = 0; picture < X.shape.rows(); ++picture) {
        std::vector<double> scores(std::size_t(classes), 0);
        for (Index unit = 0; unit < hidden; ++unit) {
            double sum = size(b1, unit);
            for (Index pixel = 0; pixel < pixels; ++pixel)
                sum += size(X, picture * pixels + pixel) * size(W1, pixel * hidden + unit);
            for (Index k = 0; k < classes; ++k)
                scores[std::size_t(k)] += sum * size(W2, unit * classes + k);
        }
        for (Index k = 0; k < classes; ++k)
            largest = std::max(largest, scores[std::size_t(k)] + size(b2, k));
    }
    const double own = double(classes) + 4; // exp, its argument, the sum over the classes, log, and the difference
    return 2 * gamma(double(pixels + hidden + 3)) * largest + gamma(own) * (2 * largest + std::log(double(classes)))
        + gamma(double(X.shape.rows()) + 1) * loss;
}

struct Window
{
    MainWindow window;
    TrainingPage *page = nullptr;

    explicit Window(const QString &folder)
    {
        window.resize(1280, 720);
        window.openFirst({});
        window.openData(folder);
        page = window.findChild<TrainingPage *>();
        window.show();
        window.activateWindow();
    }

    QPushButton *button(const char *name) { return window.findChild<QPushButton *>(QLatin1String(name)); }
    void click(const char *name)
    {
        window.findChild<QScrollArea *>(u"SettingsScroll"_s)->ensureWidgetVisible(button(name));
        QTest::mouseClick(button(name), Qt::LeftButton);
    }
    std::vector<QPointF> losses() { return page->findChild<LossChart *>()->plot().points(LossChart::Each); }
    GraphSession &session() { return window.diagramPage().session(); }
    bool atDesk() { return page->isVisible(); }
    double diagramLoss()
    {
        session().setPosition(session().count());
        return session().run().value(session().compiled().result)[0];
    }
    // Trains until so much has been done, and opens the mini-batch while it runs.
    bool openBatch()
    {
        if (!QTest::qWaitFor([&] { return button("start")->isEnabled(); }, patience))
            return false;
        page->findChild<QSpinBox *>(u"iterations"_s)->setValue(1'000'000);
        click("start");
        if (!QTest::qWaitFor([&] { return losses().size() > 30 && button("openBatch")->isEnabled(); }, patience))
            return false;
        click("openBatch");
        return QTest::qWaitFor([&] { return !atDesk(); }, patience);
    }
};

} // namespace

class TestMiniBatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void beforeTheFirstIterationThereIsNone();
    void stripShowsTheLastMiniBatch();
    void opensWhereTheTrainingStops();
    void backByButtonAndByKey();
    void deskUndoesNothingOfTheDiagram();
    void anotherGraphEndsTheWayBack();
    void drawingOpens();
    void aLargeBatchStaysFluid();
    void picture_data() { themeRows(); }
    void picture();

private:
    QTemporaryDir m_settings;
    QTemporaryDir m_data;
};

void TestMiniBatch::initTestCase()
{
    isolateSettings(m_settings);
    IdxFixture::write(m_data.path());
}

void TestMiniBatch::beforeTheFirstIterationThereIsNone()
{
    Window w(m_data.path());
    QTRY_VERIFY_WITH_TIMEOUT(w.button("start")->isEnabled(), patience);
    QVERIFY(!w.button("openBatch")->isEnabled());
    QVERIFY(w.button("openBatch")->toolTip().contains(u"before the first iteration"_s));
}

void TestMiniBatch::stripShowsTheLastMiniBatch()
{
    Window w(m_data.path());
    QTRY_VERIFY_WITH_TIMEOUT(w.button("start")->isEnabled(), patience);
    std::vector<Index> batch;
    connect(&w.page->session(), &TrainingSession::seen, w.page, [&](const auto &model) { batch = model->batch; });
    w.click("step");
    auto *strip = w.page->findChild<BatchStrip *>();
    QTRY_COMPARE_WITH_TIMEOUT(strip->shown(), 16, patience);
    QStringList labels;
    for (int i = 0; i < 16; ++i)
        labels.append(QString::number(w.page->data()->training.labels[std::size_t(batch[std::size_t(i)])]));
    QCOMPARE(strip->accessibleDescription(), labels.join(u", "_s));
    w.click("reset");
    QCOMPARE(strip->shown(), 0);
}

void TestMiniBatch::opensWhereTheTrainingStops()
{
    Window w(m_data.path());
    QVERIFY(w.openBatch());
    QVERIFY(!w.page->training());
    QTRY_VERIFY_WITH_TIMEOUT(!w.losses().empty(), patience);
    QCOMPARE(w.session().document().node(u"X"_s)->value.shape, Shape(100, 784));
    QCOMPARE(w.session().position(), 0);
    const double loss = w.diagramLoss();
    QVERIFY2(std::abs(loss - w.losses().back().y()) <= roundingOfLoss(w.session().document(), loss),
             "the diagram's loss is the curve's last point");
    const QString iteration = QLocale().toString(qlonglong(w.losses().size()));
    QVERIFY2(w.window.windowTitle().contains(iteration), qPrintable(w.window.windowTitle()));
    QVERIFY(w.window.windowTitle().startsWith(u"100 images of "_s));
}

void TestMiniBatch::backByButtonAndByKey()
{
    Window w(m_data.path());
    QVERIFY(w.openBatch());
    auto &bar = w.window.diagramPage().returnBar();
    QVERIFY(bar.isVisible());
    const std::size_t done = w.losses().size();
    QTest::mouseClick(w.button("backToTraining"), Qt::LeftButton);
    QVERIFY(w.atDesk());
    QVERIFY(!w.page->training());
    QCOMPARE(w.losses().size(), done);
    w.click("openBatch");
    QTRY_VERIFY_WITH_TIMEOUT(!w.atDesk(), patience);
    QTest::keyClick(&w.window.diagramPage(), Qt::Key_Left, Qt::AltModifier);
    QVERIFY(w.atDesk());
    w.click("start"); // and it goes on
    QTRY_VERIFY_WITH_TIMEOUT(w.losses().size() > done, patience);
}

void TestMiniBatch::deskUndoesNothingOfTheDiagram()
{
    Window w(m_data.path());
    QVERIFY(QTest::qWaitForWindowActive(&w.window)); // a shortcut is the active window's
    QVERIFY(w.window.openDemo(u"mul"_s));
    w.session().editValue(u"x"_s, { 7 });
    QCOMPARE(w.session().undoStack().index(), 1);
    w.window.openData({});
    QTRY_VERIFY(w.atDesk());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(w.session().undoStack().index(), 1);
    QList<QAction *> saves = w.window.actions();
    saves.removeIf([](const QAction *action) { return action->shortcut() != QKeySequence(QKeySequence::Save); });
    QCOMPARE(saves.size(), 1);
    QVERIFY(!saves.front()->isEnabled()); // nor does it save the diagram that nobody sees
    QVERIFY(w.window.openDemo(u"mul"_s));
    w.session().editValue(u"x"_s, { 7 });
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(w.session().undoStack().index(), 0);
}

void TestMiniBatch::anotherGraphEndsTheWayBack()
{
    Window w(m_data.path());
    QVERIFY(w.openBatch());
    QVERIFY(w.window.openDemo(u"apple"_s));
    QVERIFY(!w.window.diagramPage().returnBar().isVisible());
    QTest::keyClick(&w.window.diagramPage(), Qt::Key_Left, Qt::AltModifier);
    QVERIFY(!w.atDesk());
}

void TestMiniBatch::drawingOpens()
{
    Window w(m_data.path());
    auto *tool = w.page->findChild<DrawTool *>();
    w.page->findChild<ToolsPanel *>()->setCurrent(tool);
    auto *pad = tool->findChild<DrawPad *>();
    QTest::mousePress(pad, Qt::LeftButton, {}, QPoint(40, 40));
    QTest::mouseMove(pad, QPoint(100, 120));
    QTest::mouseRelease(pad, Qt::LeftButton, {}, QPoint(100, 120));
    QTRY_VERIFY_WITH_TIMEOUT(w.button("openDrawing")->isEnabled(), patience);
    QTest::mouseClick(w.button("openDrawing"), Qt::LeftButton);
    QVERIFY(!w.atDesk());
    const Tensor &x = w.session().document().node(u"X"_s)->value;
    QCOMPARE(x.shape, Shape(1, 784));
    for (std::size_t i = 0; i < x.values.size(); ++i)
        QCOMPARE(x.values[i], tool->framed()[i] / 255.0);
    QVERIFY(w.window.windowTitle().startsWith(u"A drawing, taken to be a "_s));
}

void TestMiniBatch::aLargeBatchStaysFluid()
{
    Window w(m_data.path());
    QTRY_VERIFY_WITH_TIMEOUT(w.button("start")->isEnabled(), patience);
    w.page->findChild<QSpinBox *>(u"batch"_s)->setValue(1000);
    QVERIFY(w.openBatch());
    QCOMPARE(w.session().document().node(u"X"_s)->value.shape, Shape(1000, 784));
    qint64 longest = 0;
    QElapsedTimer clock;
    for (int position = 1; position <= w.session().count(); ++position) {
        clock.start();
        QTest::keyClick(&w.window.diagramPage().view(), Qt::Key_Right);
        w.window.diagramPage().grab();
        longest = std::max(longest, clock.elapsed());
    }
    QVERIFY(w.session().isAtEnd());
    qInfo("longest step %lld ms", longest);
    QVERIFY(longest < timeLimit(500));
    const double loss = w.diagramLoss(), bound = roundingOfLoss(w.session().document(), loss);
    qInfo("loss %g, in float %g further, of at most %g", loss, w.losses().back().y() - loss, bound);
    QVERIFY(std::abs(loss - w.losses().back().y()) <= bound);
}

void TestMiniBatch::picture()
{
    QFETCH(bool, dark);
    applyTheme(dark);
    Window w(m_data.path());
    QVERIFY(w.openBatch());
    w.session().setPosition(w.session().count() - 2);
    QVERIFY(w.window.grab().save(screenshotPath(dark).arg(u"minibatch"_s)));
    QTest::mouseClick(w.button("backToTraining"), Qt::LeftButton);
    QVERIFY(w.window.grab().save(screenshotPath(dark).arg(u"minibatch-desk"_s)));
}

QTEST_MAIN(TestMiniBatch)
#include "tst_minibatch.moc"
