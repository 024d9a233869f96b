// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever a document's words are, they are nothing but words in everything that is written of it.
#include "code/torch_code.h"
#include "document/compiled_graph.h"
#include "document/graph_document.h"
#include "files/document_io.h"
#include "files/storage_error.h"
#include "tests/code/python_figures.h"
#include "tests/fixtures/odd_texts.h"
#include "tests/fixtures/python_with_numpy.h"
#include "text/inert_text.h"
#include "ui/explain/formula_svg.h"
#include "ui/export/diagram_pictures.h"
#include "ui/training/curves/run_csv.h"
#include "ui/widgets/copy_table.h"
#include "ui/widgets/plot/curve_plot.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QTemporaryDir>
#include <QtCore/QXmlStreamReader>
#include <QtGui/QStandardItemModel>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QHeaderView>

using namespace Qt::StringLiterals;
using namespace chainrule;

namespace {

// y = (text · 2 + 2)², where everything that has words has these; `names`, too.
GraphDocument documentWith(const QString &text, bool names)
{
    const QStringList called =
        names ? QStringList{ text, text + u"2"_s, text + u"y"_s } : QStringList{ u"x"_s, u"k"_s, u"y"_s };
    Maker maker;
    maker.leaf(u"n0"_s, Tensor::scalar(3));
    maker.leaf(u"n1"_s, Tensor::scalar(2), true);
    maker.apply(u"mul"_s, { u"n0"_s, u"n1"_s }, u"n2"_s);
    for (int i = 0; i < 3; ++i) {
        maker.document.nodes[i].name = called[i];
        maker.document.nodes[i].note = text;
    }
    maker.document.title = maker.document.question = maker.document.answer = maker.document.data = text;
    return maker.document;
}

bool endsLine(QChar c)
{
    return c != u' ' && (c.category() == QChar::Other_Control || c == QChar::LineSeparator || c == QChar::ParagraphSeparator);
}

void everyText()
{
    QTest::addColumn<QString>("text");
    for (const OddText &each : oddTexts())
        QTest::newRow(each.what) << each.text;
}

// The cells of a CSV file, as RFC 4180 has them.
QList<QStringList> cellsOf(const QByteArray &csv)
{
    QList<QStringList> rows{ { QString() } };
    bool quoted = false;
    for (const QChar c : QString::fromUtf8(csv)) {
        if (c == u'"')
            quoted = !quoted;
        if (quoted || (c != u',' && c != u'\r' && c != u'\n'))
            rows.last().last() += c;
        else if (c == u',')
            rows.last().append(QString());
        else if (c == u'\n')
            rows.append({ QString() });
    }
    for (QStringList &row : rows)
        for (QString &cell : row)
            if (cell.startsWith(u'"'))
                cell = cell.mid(1, cell.size() - 2).replace("\"\""_L1, "\""_L1);
    return rows;
}

// XML in which nothing but the title has the text, and nothing runs.
void requireTitle(const QByteArray &svg, const QString &text)
{
    QXmlStreamReader reader(svg);
    QString title;
    while (!reader.atEnd()) {
        reader.readNext();
        if (!reader.isStartElement())
            continue;
        QVERIFY2(reader.name() != "script"_L1, svg);
        if (reader.name() == "title"_L1)
            title += reader.readElementText();
    }
    QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
    QCOMPARE(title, inertLine(text));
}

// The string that begins here: UTF-16 in brackets, a backslash before what would end it.
QString pdfString(const QByteArray &pdf)
{
    QString text;
    QByteArray bytes;
    for (qsizetype i = 1; i < pdf.size() && pdf[i] != ')'; ++i)
        bytes += pdf[i] == '\\' ? pdf[++i] : pdf[i];
    for (qsizetype i = 2; i + 1 < bytes.size(); i += 2)
        text += QChar(uchar(bytes[i + 1]), uchar(bytes[i]));
    return text;
}

// What a spreadsheet does not compute.
bool isInert(const QString &cell)
{
    bool isNumber = false;
    cell.toDouble(&isNumber);
    return isNumber || cell.isEmpty() || !u"=+-@＝＋－＠\t\r"_s.contains(cell.front());
}

} // namespace

class TestOddTexts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void linesAreLines_data() { everyText(); }
    void linesAreLines();
    void honestTextsStay();
    void pythonIsTheSameProgram();
    void jsonIsTheSameDocument_data() { everyText(); }
    void jsonIsTheSameDocument();
    void csvCellsAreText_data() { everyText(); }
    void csvCellsAreText();
    void copiedCellsAreText_data() { everyText(); }
    void copiedCellsAreText();
    void svgTitlesAreText_data() { everyText(); }
    void svgTitlesAreText();
    void svgOfCurvesIsText_data() { everyText(); }
    void svgOfCurvesIsText();
    void pdfTitlesAreText_data() { everyText(); }
    void pdfTitlesAreText();
};

void TestOddTexts::linesAreLines()
{
    QFETCH(QString, text);
    const QString line = inertLine(text);
    QVERIFY(std::ranges::none_of(line, endsLine));
    QCOMPARE(QString::fromUtf8(line.toUtf8()), line); // no half of a character
    QCOMPARE(inertLine(line), line);
    QCOMPARE(inertLines(text).count(u'\n'), text.count(u'\n'));
}

void TestOddTexts::honestTextsStay()
{
    for (const char *what :
         { "Huffman coding: entropy", "りんごの値段, цена, τιμή, سعر", "🍎 × 𝑥", "a & b < 3", "👩‍👧", "" }) {
        QCOMPARE(inertLine(QString::fromUtf8(what)), QString::fromUtf8(what));
        QCOMPARE(inertCell(QString::fromUtf8(what)), QString::fromUtf8(what));
    }
    for (const char *cell : { "-0.5", "+1e-3", "-inf", "−0.5", "-", "+", "(2, 3)" })
        QCOMPARE(inertCell(QString::fromUtf8(cell)), QString::fromUtf8(cell));
    QCOMPARE(inertCell(u"=1+1"_s), u"'=1+1"_s);
    QCOMPARE(inertCell(u"\t=1+1"_s), u"'=1+1"_s);
}

// Comments aside, a program is the same whatever its graph is called and asks; with odd names it is one, and does what it
// should.
void TestOddTexts::pythonIsTheSameProgram()
{
    const QString python = pythonWith(u"ast"_s);
    if (python.isEmpty())
        QSKIP("There is no python3.");
    const QTemporaryDir folder;
    const auto write = [&](const QString &name, const GraphDocument &document) {
        for (const bool torch : { false, true }) {
            const PythonProgram program = (torch ? torchProgram : pythonProgram)(document, compile(document), std::nullopt);
            QVERIFY(program.lines.first().text == "# -*- coding: utf-8 -*-"_L1);
            for (const CodeLine &line : program.lines)
                QVERIFY2(std::ranges::none_of(line.text, endsLine), qPrintable(line.text));
            QFile file(folder.filePath(name + (torch ? "-torch.py"_L1 : "-numpy.py"_L1)));
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(program.text().toUtf8()) > 0);
        }
    };
    write(u"plain"_s, documentWith(u"plain"_s, false));
    for (std::size_t i = 0; i < oddTexts().size(); ++i) {
        write(u"words-%1"_s.arg(i), documentWith(oddTexts()[i].text, false));
        write(u"names-%1"_s.arg(i), documentWith(oddTexts()[i].text, true));
    }
    // compile() reads bytes as the interpreter reads a file. Something that can be anything stands in for the libraries.
    const QString reader = uR"(
import ast, glob, os, sys
class Anything:
    def __getattr__(self, name):
        if name.startswith("__"): raise AttributeError(name)
        return self
    def __call__(self, *a, **k): return self
    def __iter__(self): return iter((self, self))
    def __mul__(self, other): return self
    __rmul__ = __mul__
sys.modules.update(numpy=Anything(), torch=Anything())
sys.stdout = open(os.devnull, "w")
tree = lambda code: ast.dump(compile(code, "x", "exec", ast.PyCF_ONLY_AST))
for name in sorted(glob.glob("*.py")):
    code = open(name, "rb").read()
    plain = open("plain-" + name.split("-")[-1], "rb").read()
    try:
        if name.startswith("words"):
            assert tree(code) == tree(plain), "it is another program"
        exec(compile(code, name, "exec"), {})
    except Exception as e:
        sys.exit(name + ": " + repr(e))
    if os.path.exists("left-behind"):
        sys.exit(name + " ran code")
)"_s;
    QProcess process;
    process.setWorkingDirectory(folder.path());
    process.start(python, { u"-W"_s, u"ignore"_s, u"-c"_s, reader });
    QVERIFY(process.waitForFinished(240000));
    QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
    QVERIFY(!QFile::exists(folder.filePath(traceOfCode)));
}

// Or it is refused, as a text that nobody can type.
void TestOddTexts::jsonIsTheSameDocument()
{
    QFETCH(QString, text);
    const GraphDocument document = documentWith(text, true);
    QByteArray json;
    try {
        json = toJson(document);
    } catch (const StorageError &error) {
        QVERIFY(error.flaw());
        return;
    }
    QVERIFY(!QJsonDocument::fromJson(json).isNull());
    QVERIFY(parseDocument(json, {}) == document);
}

void TestOddTexts::csvCellsAreText()
{
    QFETCH(QString, text);
    RunRecord run;
    run.name = text;
    run.losses = { -0.5 };
    const QList<QStringList> rows = cellsOf(runsAsCsv({ run, run }));
    QCOMPARE(rows.size(), 4); // the last one is empty
    for (const QStringList &row : rows.mid(0, 3)) {
        QCOMPARE(row.size(), 5);
        QVERIFY2(isInert(row[0]), qPrintable(row[0]));
    }
    QCOMPARE(rows[1][2], u"-0.5"_s);
}

void TestOddTexts::copiedCellsAreText()
{
    QFETCH(QString, text);
    QStandardItemModel model(1, 2);
    model.setHorizontalHeaderLabels({ text, u"value"_s });
    model.setVerticalHeaderLabels({ text });
    model.setItem(0, 0, new QStandardItem(text));
    model.setItem(0, 1, new QStandardItem(u"-0.5"_s));
    CopyTable table;
    table.setModel(&model);
    const QStringList rows = table.tabSeparated().split(u'\n');
    QCOMPARE(rows.size(), 3);
    for (const QString &row : rows.mid(0, 2)) {
        const QStringList cells = row.split(u'\t');
        QCOMPARE(cells.size(), 3);
        QVERIFY2(std::ranges::all_of(cells, isInert), qPrintable(row));
        for (const QString &cell : cells)
            QVERIFY2(!cell.startsWith(u'"') || cell.count(u'"') % 2 == 0, qPrintable(cell)); // it ends
    }
    QVERIFY(rows[1].endsWith("\t-0.5"_L1));
}

void TestOddTexts::svgTitlesAreText()
{
    QFETCH(QString, text);
    DiagramPictures pictures(documentWith(text, true), QApplication::font(), {}, QSizeF(800, 600));
    requireTitle(pictures.file(PictureFormat::Svg, 0, pictures.bounds(0)), text);
    const FormulaLayout layout(QApplication::font(), Theme::light());
    const FormulaLines lines = FormulaLines::fit(layout, Formula::word(text), {}, 18, 1000);
    requireTitle(formulaSvg(layout, lines, Theme::light(), text), text);
}

void TestOddTexts::svgOfCurvesIsText()
{
    QFETCH(QString, text);
    CurvePlot plot(u"iteration %1"_s);
    CurveStyle style;
    style.name = text;
    plot.addCurve(style);
    plot.append(0, 0, 1);
    plot.append(0, 1, 2);
    requireTitle(plot.picture(PictureFormat::Svg, { 400, 300 }, text, u"iteration"_s)(), text);
}

// Beyond its strings a PDF is the same.
void TestOddTexts::pdfTitlesAreText()
{
    QFETCH(QString, text);
    DiagramPictures pictures(documentWith(text, false), QApplication::font(), {}, QSizeF(800, 600));
    const QByteArray pdf = pictures.file(PictureFormat::Pdf, 0, pictures.bounds(0));
    const qsizetype begin = pdf.indexOf("/Title ");
    QVERIFY(begin >= 0);
    QCOMPARE(pdfString(pdf.mid(begin + 7)), inertLine(text));
}

QTEST_MAIN(TestOddTexts)
#include "tst_odd_texts.moc"
