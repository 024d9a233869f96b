// SPDX-License-Identifier: GPL-3.0-or-later
// Explain's mathematics: matrices with this step's numbers, lines that fit, outlines, words for screen readers, and every
// operation's formulas as a picture.
#include "engine/op.h"
#include "tests/fixtures/fitting_shapes.h"
#include "tests/fixtures/window_setup.h"
#include "ui/explain/explain_panel.h"
#include "ui/explain/explanation.h"
#include "ui/explain/formula_label.h"
#include "ui/explain/formula_speech.h"
#include "ui/explain/formula_svg.h"
#include "ui/session/graph_session.h"
#include "ui/session/visible_graph.h"
#include "ui/text/op_texts.h"

#include <QtCore/QDir>
#include <QtCore/QTemporaryDir>
#include <QtCore/QTimer>
#include <QtCore/QXmlStreamReader>
#include <QtGui/QAccessible>
#include <QtGui/QAction>
#include <QtGui/QClipboard>
#include <QtGui/QPainter>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenu>
#include <QtWidgets/QMessageBox>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace chainrule;

namespace {

constexpr int panelWidth = 304; // the dock's, at its narrowest
constexpr int cardRoom = panelWidth - 66; // within a card

Tensor matrix(Index rows, std::vector<double> values)
{
    const Index columns = Index(values.size()) / rows;
    return { Shape(rows, columns), std::move(values) };
}

Formula parse(const char *markup)
{
    return Formula::parse(QString::fromUtf8(markup));
}

// One operation on leaves of these values, as a document: x0, x1 … → y.
GraphDocument applied(const QString &op, const std::vector<Tensor> &inputs, std::optional<Tensor> upstream = {})
{
    GraphDocument document;
    QStringList ids;
    for (const Tensor &value : inputs) {
        ids.append(u"x%1"_s.arg(ids.size()));
        document.nodes.append({ ids.last(), ids.last(), u"input"_s, {}, value, {} });
    }
    document.nodes.append({ u"y"_s, u"y"_s, op, ids, {}, {} });
    document.result = u"y"_s;
    document.upstream = std::move(upstream);
    return document;
}

// Small matrices, or large ones, that an operation takes.
std::vector<Tensor> examples(const Op &op, bool large)
{
    const auto filled = [](Index rows, Index columns) {
        std::vector<double> values;
        for (Index i = 0; i < rows * columns; ++i)
            values.push_back(0.25 * double(i % 7 + 1));
        return matrix(rows, values);
    };
    const Index rows = large ? 100 : 2;
    const Index columns = large ? 50 : 3;
    if (op.id == "dot" || op.id == "affine") {
        std::vector<Tensor> inputs = { filled(rows, 2), filled(2, columns) };
        if (op.arity == 3)
            inputs.push_back(filled(1, columns));
        return inputs;
    }
    if (op.id == "bias")
        return { filled(rows, columns), filled(1, columns) };
    std::vector<Tensor> alike(std::size_t(op.arity), filled(rows, columns));
    if (op.shape(std::vector(alike.size(), alike[0].shape), *completed(op, {})))
        return alike;
    std::vector<Tensor> own;
    for (const Shape &shape : fittingShapes(op).back())
        own.push_back(filled(shape.rows(), shape.columns()));
    return own;
}

Formula rowOf(const Formula &part)
{
    return { Formula::Kind::Row, Formula::Style::Upright, {}, { part } };
}

QStringList cardsOf(const GraphSession &session)
{
    QStringList texts;
    for (const ExplanationCard &card : explain(session, VisibleGraph::of(session)).cards)
        texts.append(card.numbers.plainText());
    return texts;
}

} // namespace

class TestFormula : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QApplication::setStyle(u"fusion"_s); }

    void matricesReadAsOneLine();
    void decimalPointsStandBelowEachOther();
    void sumsHaveTheirLimits();
    void affineShowsItsMatrices();
    void reluShowsItsMask();
    void broadcastShowsTheSum();
    void softmaxWithLossShowsTheDifference();
    void indicesAreShownAsOneHotRows();
    void branchesOfMatricesAddUp();
    void largeMatricesShowTheirShapes();
    void everythingFitsIntoTheNarrowPanel_data();
    void everythingFitsIntoTheNarrowPanel();
    void breaksAtEqualsFirst();
    void aFractionAloneStaysOne();
    void tooWideMatricesBecomeShapes();
    void svgHasPathsOnly();
    void savesAsSvgAndSaysWhyNot();
    void copiesAsText();
    void menuByKey();
    void isSpoken_data();
    void isSpoken();
    void screenReadersHearIt();
    void contactSheet_data();
    void contactSheet();

private:
    static FormulaLayout layout(bool dark = false)
    {
        return { QApplication::font(), dark ? Theme::darkTheme() : Theme::light() };
    }
};

void TestFormula::matricesReadAsOneLine()
{
    const Tensor numbers = matrix(2, { 1, -0.5, 3, 1.0 / 3 });
    const Formula formula = Formula::matrix({ numbers.values.data(), 2, 2 });
    QCOMPARE(formula.plainText(), u"[1 −0.5; 3 0.3333]"_s);
    QVERIFY(parse("x").replaced({ { u"x"_s, formula } }).hasMatrix());
    const Formula product = parse("\\frac{∂L}{∂Y} · W^{T}");
    QCOMPARE(product.replaced({ { u"W"_s, formula }, { u"∂L/∂Y"_s, formula } }).plainText(),
             u"[1 −0.5; 3 0.3333] · [1 −0.5; 3 0.3333]^T"_s);
}

// Of 1.25 above 10.5 and −3: the column of pixels in which the points are drawn is the same in each row.
void TestFormula::decimalPointsStandBelowEachOther()
{
    const Tensor numbers = matrix(3, { 1.25, 10.5, -3.125 });
    QPainterPath all;
    for (const auto &outline : layout().outline(Formula::matrix({ numbers.values.data(), 3, 1 }), {}, 40))
        all.addPath(outline.path);
    QList<double> points; // the smallest closed shapes are the points
    for (const QPolygonF &shape : all.toSubpathPolygons()) {
        const QRectF rect = shape.boundingRect();
        if (rect.width() < 8 && rect.height() < 8)
            points.append(rect.center().x());
    }
    QCOMPARE(points.size(), 3);
    QVERIFY(std::abs(points[0] - points[1]) < 0.6 && std::abs(points[1] - points[2]) < 0.6);
}

void TestFormula::sumsHaveTheirLimits()
{
    const Formula sum = parse("\\sum_{i=1}^{n} x_{i}");
    QVERIFY(sum.parts.front().kind == Formula::Kind::Limits);
    const auto with = layout().measure(sum, 20);
    const auto without = layout().measure(parse("\\sum x_{i}"), 20);
    QVERIFY(with.ascent > without.ascent + 8 && with.descent > without.descent + 8);
}

// The book's: dX = dY · Wᵀ, dW = Xᵀ · dY, dB = Σ over the rows.
void TestFormula::affineShowsItsMatrices()
{
    GraphSession session;
    session.open(applied(u"affine"_s, { matrix(2, { 2, -1, 1, 2 }), matrix(2, { 2, 2, 2, 4, 4, 4 }), matrix(1, { 1, 2, 3 }) },
                         matrix(2, { 1, 2, 3, 4, 5, 6 })));
    session.setPosition(1);
    QCOMPARE(cardsOf(session), QStringList{ u"= [2 −1; 1 2] · [2 2 2; 4 4 4] + [1 2 3] = [1 2 3; 11 12 13]"_s });
    session.setPosition(2);
    QCOMPARE(cardsOf(session), QStringList{ u"= [1 2 3; 4 5 6]"_s });
    session.setPosition(3);
    QCOMPARE(cardsOf(session),
             QStringList({ u"= [1 2 3; 4 5 6] · [2 2 2; 4 4 4]^T = [12 24; 30 60]"_s,
                           u"= [2 −1; 1 2]^T · [1 2 3; 4 5 6] = [6 9 12; 7 8 9]"_s, u"= Σ_rows[1 2 3; 4 5 6] = [5 7 9]"_s }));
}

void TestFormula::reluShowsItsMask()
{
    GraphSession session;
    session.open(applied(u"relu"_s, { matrix(2, { 1, -0.5, -2, 3 }) }, matrix(2, { 5, 6, 7, 8 })));
    session.setPosition(session.count());
    QCOMPARE(cardsOf(session), QStringList{ u"= [5 6; 7 8] ⊙ [1 0; 0 1] = [5 0; 0 8]"_s });
    const auto cards = explain(session, VisibleGraph::of(session)).cards;
    QCOMPARE(cards.first().rule.plainText(), u"∂L/∂x0 = ∂L/∂y ⊙ ∂y/∂x0 = ∂L/∂y ⊙ [x0 > 0]"_s);
}

void TestFormula::broadcastShowsTheSum()
{
    GraphSession session;
    session.open(applied(u"mul"_s, { matrix(1, { 3, 4 }), matrix(1, { 1, 2 }) }));
    session.setPosition(1);
    QCOMPARE(cardsOf(session), QStringList{ u"= [3 4] ⊙ [1 2] = [3 8]"_s });
    session.open(applied(u"mul"_s, { Tensor::scalar(3), matrix(1, { 1, 2 }) }, matrix(1, { 10, 20 })));
    session.setPosition(session.count());
    QCOMPARE(cardsOf(session).first(), u"= Σ[10 20] ⊙ [1 2] = 50"_s);
    QCOMPARE(cardsOf(session).last(), u"= [10 20] ⊙ [3 3] = [30 60]"_s);
}

void TestFormula::softmaxWithLossShowsTheDifference()
{
    GraphSession session;
    session.open(applied(u"softmax_with_loss"_s, { matrix(1, { 0, 0 }), matrix(1, { 0, 1 }) }));
    session.setPosition(1);
    QCOMPARE(cardsOf(session).first(), u"= −1/1Σ[0 1] ⊙ log[0.5 0.5] = 0.6931"_s);
    session.setPosition(session.count());
    QCOMPARE(cardsOf(session).first(), u"= 1/1 · ([0.5 0.5] − [0 1]) = [0.5 −0.5]"_s);
    // With another upstream gradient than 1 the equation has it too.
    session.open(applied(u"softmax_with_loss"_s, { matrix(1, { 0, 0 }), matrix(1, { 0, 1 }) }, Tensor::scalar(2)));
    session.setPosition(session.count());
    QCOMPARE(cardsOf(session).first(), u"= 2 × 1/1 · ([0.5 0.5] − [0 1]) = [1 −1]"_s);
}

void TestFormula::indicesAreShownAsOneHotRows()
{
    GraphSession session;
    session.open(applied(u"softmax_with_loss"_s, { matrix(2, { 0, 0, 0, 0 }), matrix(2, { 1, 0 }) }));
    session.setPosition(session.count());
    QCOMPARE(cardsOf(session).first(), u"= 1/2 · ([0.5 0.5; 0.5 0.5] − [0 1; 1 0]) = [0.25 −0.25; −0.25 0.25]"_s);
}

void TestFormula::branchesOfMatricesAddUp()
{
    GraphSession session;
    session.open(applied(u"square"_s, { matrix(1, { 1, 2 }) }));
    GraphDocument document = session.document();
    document.nodes.append({ u"z"_s, u"z"_s, u"add"_s, { u"y"_s, u"x0"_s }, {}, {} });
    document.result = u"z"_s;
    session.open(document);
    session.setPosition(session.count());
    const auto cards = explain(session, VisibleGraph::of(session)).cards;
    QCOMPARE(cards.first().branch.plainText(), u"[1 1] + [2 4] = [3 5]"_s);
}

void TestFormula::largeMatricesShowTheirShapes()
{
    GraphSession session;
    session.open(applied(u"affine"_s, examples(*findOp("affine"), true)));
    session.setPosition(1);
    QCOMPARE(cardsOf(session).first(), u"= x0_((100, 2)) · x1_((2, 50)) + x2_((1, 50)) → (100, 50)"_s);
}

void TestFormula::everythingFitsIntoTheNarrowPanel_data()
{
    QTest::addColumn<QByteArray>("id");
    for (const Op &op : allOps())
        QTest::newRow(op.id.data()) << QByteArray(op.id.data());
}

// Nothing is clipped, and what can be read otherwise is not smaller than 11 px.
void TestFormula::everythingFitsIntoTheNarrowPanel()
{
    QFETCH(QByteArray, id);
    for (const bool large : { false, true }) {
        GraphSession session;
        session.open(applied(QString::fromLatin1(id), examples(*findOp(id.constData()), large)));
        for (int position = 1; position <= session.count(); ++position) {
            session.setPosition(position);
            ExplainPanel panel;
            panel.resize(panelWidth, 900);
            panel.setExplanation(explain(session, VisibleGraph::of(session)));
            panel.show();
            for (FormulaLabel *label : panel.findChildren<FormulaLabel *>()) {
                if (!label->isVisibleTo(&panel))
                    continue; // says something in other steps
                const FormulaLines lines = label->lines(label->width());
                QVERIFY2(lines.extent.width() <= label->width(), qPrintable(label->formula().plainText()));
                QVERIFY2(lines.extent.height() <= label->height(), qPrintable(label->formula().plainText()));
                QVERIFY2(lines.size >= 11, qPrintable(label->formula().plainText()));
                QVERIFY(label->visibleRegion().boundingRect().width() == label->width());
            }
        }
    }
}

void TestFormula::breaksAtEqualsFirst()
{
    const Formula formula = parse("a + b = c + d = e + f");
    const auto width = [&](const char *markup) { return layout().measure(parse(markup), 18).width; };
    const auto lines = [&](double room) {
        QStringList texts;
        for (const Formula &line : FormulaLines::fit(layout(), formula, {}, 18, room).lines)
            texts.append(line.plainText().trimmed());
        return texts;
    };
    QCOMPARE(lines(1000), QStringList{ u"a + b = c + d = e + f"_s });
    QCOMPARE(lines(width("a + b = c + d") + 1), QStringList({ u"a + b = c + d"_s, u"= e + f"_s }));
    // Narrower than the widest of them: within them too.
    QVERIFY(lines(width("= c + d") / 2).size() > 3);
}

void TestFormula::aFractionAloneStaysOne()
{
    const Formula fraction = parse("\\frac{∂L}{∂price}").parts.front();
    QCOMPARE(fraction.kind, Formula::Kind::Fraction);
    const FormulaLines lines = FormulaLines::fit(layout(), fraction, {}, 18, 1000);
    QCOMPARE(lines.lines.size(), 1);
    QCOMPARE(lines.lines.first().plainText(), fraction.plainText());
    QVERIFY(lines.lines.first().plainText().contains(u'/'));
}

void TestFormula::tooWideMatricesBecomeShapes()
{
    const std::vector<double> wide(16, 0.1234567890123);
    const Formula numbers = Formula::matrix({ wide.data(), 4, 4 });
    const Formula shapes = Formula::below(parse("X").parts.front(), u"(4, 4)"_s);
    const FormulaLines lines = FormulaLines::fit(layout(), rowOf(numbers), rowOf(shapes), 18, 90);
    QVERIFY(!lines.lines.first().hasMatrix());
    QCOMPARE(lines.size, 18.0);
}

void TestFormula::svgHasPathsOnly()
{
    const Formula formula = parse("\\frac{∂L}{∂x} = \\sqrt{2} · \\gradient{2.2}");
    for (const bool dark : { false, true }) {
        const FormulaLines lines = FormulaLines::fit(layout(dark), formula, {}, 18, 1000);
        const Theme theme = dark ? Theme::darkTheme() : Theme::light();
        QXmlStreamReader reader(formulaSvg(layout(dark), lines, theme, formula.plainText()));
        int paths = 0;
        QString title;
        QStringList fills;
        while (!reader.atEnd()) {
            reader.readNext();
            if (!reader.isStartElement())
                continue;
            QVERIFY(reader.name() != "text"_L1);
            fills.append(reader.attributes().value("fill"_L1).toString());
            paths += reader.name() == "path"_L1;
            if (reader.name() == "title"_L1)
                title = reader.readElementText();
        }
        QVERIFY(!reader.hasError());
        QVERIFY(paths >= 2);
        QCOMPARE(title, formula.plainText());
        QVERIFY(fills.contains(theme.backward.name()) && fills.contains(theme.text.name()));
        QCOMPARE(fills.contains(theme.canvas.name()), dark);
    }
}

void TestFormula::savesAsSvgAndSaysWhyNot()
{
    QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    const QTemporaryDir folder;
    FormulaLabel label(parse("z = x · y"), 18);
    label.show();
    QVERIFY(QTest::qWaitForWindowExposed(&label));
    const auto saveAs = [&](const QString &path) {
        label.actions().last()->trigger();
        auto *dialog = label.findChild<QFileDialog *>();
        QVERIFY(dialog);
        auto *name = dialog->findChild<QLineEdit *>(u"fileNameEdit"_s);
        name->setText(path);
        QTest::keyClick(name, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(!label.findChild<QFileDialog *>(), 60000);
    };
    saveAs(folder.filePath(u"rule"_s));
    QFile file(folder.filePath(u"rule.svg"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().contains("<svg"));
    if (!QFile::exists(u"/proc/self"_s))
        return;
    saveAs(u"/proc/rule.svg"_s);
    auto *box = label.findChild<QMessageBox *>();
    QVERIFY(box && box->text().contains("/proc/rule.svg cannot be written"_L1));
}

void TestFormula::copiesAsText()
{
    FormulaLabel label(parse("\\frac{∂L}{∂x} = 1.1 × 2 = \\gradient{2.2}"), 18);
    label.actions().first()->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"∂L/∂x = 1.1 × 2 = 2.2"_s);
}

void TestFormula::menuByKey()
{
    FormulaLabel label(parse("z = x · y"), 18);
    label.show();
    QVERIFY(QTest::qWaitForWindowActive(&label));
    label.setFocus();
    for (const auto &[key, modifiers] :
         { std::pair(Qt::Key_F10, Qt::ShiftModifier), std::pair(Qt::Key_Menu, Qt::NoModifier) }) {
        QStringList entries;
        QTimer::singleShot(0, &label, [&] { // the menu is open: look at it and close it
            if (auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget())) {
                for (const QAction *action : menu->actions())
                    entries.append(action->text());
                menu->close();
            }
        });
        QTest::keyClick(&label, key, modifiers);
        QCOMPARE(entries, QStringList({ u"Copy as text"_s, u"Save as SVG…"_s }));
    }
}

void TestFormula::isSpoken_data()
{
    QTest::addColumn<QString>("markup");
    QTest::addColumn<QString>("words");
    const std::pair<const char *, const char *> rows[] = {
        { "\\frac{∂L}{∂x} = 1.1 × 2 = \\gradient{2.2}", "partial L by partial x equals 1.1 times 2 equals 2.2" },
        { "z = x · y", "z equals x times y" },
        { "−y^{2}", "minus y squared" },
        { "\\frac{1}{y}", "1 over y" },
        { "\\frac{1}{1 + e^{−x}}", "the fraction 1 over 1 plus e to the power of minus x, end of fraction," },
        { "X^{T} · \\frac{∂L}{∂Y}", "X transposed times partial L by partial Y" },
        { "\\sum_{i=1}^{n} x_{i}", "the sum over i equals 1 up to n of x sub i" },
        { "\\sum_{rows} \\frac{∂L}{∂Y}", "the sum over rows of partial L by partial Y" },
        { "max(x, 0)", "max of open bracket x , 0 close bracket" },
        { "[x > 0]", "1 if x is greater than 0 else 0" },
        { "\\sqrt{x}", "the square root of x" },
        { "\\text{(−1)}", "(minus 1)" },
    };
    for (const auto &[markup, words] : rows)
        QTest::newRow(markup) << QString::fromUtf8(markup) << QString::fromUtf8(words);
}

void TestFormula::isSpoken()
{
    QFETCH(QString, markup);
    QFETCH(QString, words);
    QCOMPARE(spoken(Formula::parse(markup)), words);
}

void TestFormula::screenReadersHearIt()
{
    FormulaLabel label(parse("\\frac{∂L}{∂x} = 1.1 × 2 = \\gradient{2.2}"), 18);
    QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(&label);
    QVERIFY(interface);
    QCOMPARE(interface->text(QAccessible::Name), u"partial L by partial x equals 1.1 times 2 equals 2.2"_s);
    const std::vector<double> numbers = { 1, 2, 3, 4 };
    QCOMPARE(spoken(Formula::matrix({ numbers.data(), 2, 2 })), u"the matrix 1, 2; 3, 4, end of matrix,"_s);
}

void TestFormula::contactSheet_data()
{
    themeRows();
}

// All operations, forward and backward, as the panel shows them: to be looked at.
void TestFormula::contactSheet()
{
    QFETCH(bool, dark);
    const Theme theme = dark ? Theme::darkTheme() : Theme::light();
    QApplication::setPalette(theme.palette());
    qApp->setStyleSheet(theme.styleSheet());
    constexpr int across = 9;
    constexpr int height = 760;
    const int count = int(allOps().size());
    QImage sheet(across * panelWidth, (2 * count + across - 1) / across * height, QImage::Format_RGB32);
    sheet.fill(theme.line);
    QPainter painter(&sheet);
    int at = 0;
    for (const Op &op : allOps())
        for (const bool backward : { false, true }) {
            GraphSession session;
            session.open(applied(QString::fromLatin1(op.id.data()), examples(op, false)));
            session.setPosition(backward ? session.count() : 1);
            ExplainPanel panel;
            panel.resize(panelWidth - 2, height - 2);
            panel.setExplanation(explain(session, VisibleGraph::of(session)));
            panel.show();
            painter.drawPixmap(at % across * panelWidth, at / across * height, panel.grab());
            ++at;
        }
    painter.end();
    QVERIFY(QDir().mkpath(QStringLiteral(CHAINRULE_SCREENSHOT_DIR)));
    QVERIFY(sheet.save(QStringLiteral(CHAINRULE_SCREENSHOT_DIR "/formulas-%1.png").arg(dark ? u"dark"_s : u"light"_s)));
    qApp->setStyleSheet({});
}

QTEST_MAIN(TestFormula)
#include "tst_formula.moc"
