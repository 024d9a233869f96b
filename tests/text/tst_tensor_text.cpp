// SPDX-License-Identifier: GPL-3.0-or-later
// Matrices as they are typed, printed by Python and NumPy, and copied from spreadsheets; and what is said of others.
#include "text/tensor_text.h"

#include "tests/fixtures/python_with_numpy.h"

#include <QtTest/QTest>

#include <bit>
#include <cmath>
#include <limits>
#include <random>

using namespace Qt::StringLiterals;
using namespace chainrule;
using Kind = TensorFault::Kind;

Q_DECLARE_METATYPE(chainrule::Tensor)

namespace {

Tensor matrix(Index rows, Index columns, std::vector<double> values)
{
    return { Shape(rows, columns), std::move(values) };
}

} // namespace

class TestTensorText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<Tensor>("tensor");
        const auto row = [](const char *name, const char *text, const Tensor &tensor) {
            QTest::newRow(name) << QString::fromUtf8(text) << tensor;
        };
        const Tensor two = matrix(2, 2, { 1, 2, 3, 4 });
        const Tensor fractions = matrix(2, 2, { 1.5, 2.5, 3.5, 4.5 });
        row("number", "3", Tensor::scalar(3));
        row("real minus", " −2.5e-3 ", Tensor::scalar(-0.0025));
        row("decimal comma", "1,5", Tensor::scalar(1.5));
        row("vector", "[1, 2]", matrix(1, 2, { 1, 2 }));
        row("one in brackets", "[[3]]", Tensor::scalar(3));
        row("matrix", "[[1, 2], [3, 4]]", two);
        row("tight", "[[1,2],[3,4]]", two);
        row("commas at the end", "[[1, 2,], [3, 4,],]", two);
        row("column", "[[1], [2], [3]]", matrix(3, 1, { 1, 2, 3 }));
        row("repr", "array([[1., 2.],\n       [3., 4.]])", two);
        row("repr, type", "array([[1., 2.],\r\n       [3., 4.]], dtype=float32)", two);
        row("call", "np.array([[.5, 2], [3, 4e0]])", matrix(2, 2, { 0.5, 2, 3, 4 }));
        row("printed", "[[1. 2.]\n [3. 4.]]", two);
        row("printed, aligned", "[[ 1.  2.]\n [-3.  4.]]\n", matrix(2, 2, { 1, 2, -3, 4 }));
        row("torch", "tensor([[1., 2.],\n        [3., 4.]], device='cuda:0', grad_fn=<AddBackward0>)", two);
        row("scalar array", "array(2.5)", Tensor::scalar(2.5));
        row("NumPy 2", "[np.float64(1.0), np.float64(2.5)]", matrix(1, 2, { 1, 2.5 }));
        row("Octave", "[1 2; 3 4]", two);
        row("Octave, bare", "1 2; 3 4", two);
        row("Octave, commas", "1, 2; 3, 4", two);
        row("spreadsheet", "1\t2\n3\t4\n", two);
        row("spreadsheet, Windows", "1\t2\r\n3\t4\r\n", two);
        row("spreadsheet, decimal comma", "1,5\t2,5\n3,5\t4,5\n", fractions);
        row("spreadsheet, thousands", "1,234.5\t1,234\n2\t12,345,678\n", matrix(2, 2, { 1234.5, 1234, 2, 12345678 }));
        row("spreadsheet, fractions of three digits", "1,234\t0,125\n", matrix(1, 2, { 1.234, 0.125 }));
        row("spreadsheet, column", "1\n2\n3\n", matrix(3, 1, { 1, 2, 3 }));
        row("with headings", "\t0\t1\n0\t1\t2\n1\t3\t4\n", two);
        row("with headings, a part", "\t7\t8\n3\t1\t2\n4\t3\t4\n", two);
        row("CSV", "1,2\n3,4.0\n", two);
        row("CSV, three", "1,2,3", matrix(1, 3, { 1, 2, 3 }));
        row("CSV, space", "1, 2\n3, 4\n", two);
        row("CSV, semicolon", "1,5;2,5\n3,5;4,5\n", fractions);
        row("semicolons", "1;2;3", matrix(1, 3, { 1, 2, 3 }));
        row("semicolons, a fraction", "1,5;2", matrix(1, 2, { 1.5, 2 }));
        row("words", "1 2.5  -3", matrix(1, 3, { 1, 2.5, -3 }));
        row("words, decimal comma", "1,5 2", matrix(1, 2, { 1.5, 2 }));
        row("lines of words", "1 2\n\n3 4", two);
    }

    void reads()
    {
        QFETCH(QString, text);
        QFETCH(Tensor, tensor);
        const auto parsed = parseTensor(text);
        if (const auto *fault = std::get_if<TensorFault>(&parsed))
            QFAIL(qPrintable(u"kind %1 at %2"_s.arg(int(fault->kind)).arg(fault->offset)));
        QCOMPARE(std::get<Tensor>(parsed), tensor);
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("culprit"); // the part of the text that is wrong
        QTest::addColumn<QPoint>("place"); // column and row
        const auto row = [](const char *name, const char *text, Kind kind, const char *culprit, QPoint place = { -1, -1 }) {
            QTest::newRow(name) << QString::fromUtf8(text) << int(kind) << QString::fromUtf8(culprit) << place;
        };
        row("nothing", " \n", Kind::Empty, "");
        row("word", "[[1, 2], [3, x]]", Kind::NotANumber, "x", { 1, 1 });
        row("word in a table", "1\t2\n3\tfour", Kind::NotANumber, "four", { 1, 1 });
        row("text", "apple", Kind::NotANumber, "apple", { 0, 0 });
        row("nan", "[1, nan]", Kind::NotFinite, "nan", { 1, 0 });
        row("infinity", "1 -inf", Kind::NotFinite, "-inf", { 1, 0 });
        row("too large", "[1e999]", Kind::NumberTooLarge, "1e999", { 0, 0 });
        row("ragged", "[[1, 2], [3]]", Kind::Ragged, "[3]", { -1, 1 });
        row("ragged table", "1\t2\n3\n", Kind::Ragged, "3", { -1, 1 });
        row("ragged Octave", "[1 2; 3]", Kind::Ragged, "3]", { -1, 1 });
        row("empty cell", "1\t\t2", Kind::EmptyCell, "", { 1, 0 });
        row("empty row", "[[1], []]", Kind::EmptyCell, "[]", { 0, 1 });
        row("empty brackets", "[]", Kind::EmptyCell, "[]", { 0, 0 });
        row("three deep", "[[[1, 2]]]", Kind::TooDeep, "[", { 0, 0 });
        row("open", "[[1, 2], [3, 4]", Kind::Unclosed, "[", { 0, 2 });
        row("open row", "[[1, 2", Kind::Unclosed, "[", { 2, 0 });
        row("open call", "array([1, 2]", Kind::Unclosed, "array([1, 2]", { 0, 1 });
        row("nothing called", "array(", Kind::Unclosed, "(", { 0, 0 });
        row("closed twice", "[1, 2]]", Kind::Unexpected, "]", { 0, 1 });
        row("comma twice", "[1,, 2]", Kind::Unexpected, ",", { 1, 0 });
        row("number beside rows", "[[1, 2], 3]", Kind::Unexpected, "3", { 0, 1 });
        row("words behind", "[1, 2] kg", Kind::Unexpected, "kg", { 0, 1 });
        row("tuple", "(1, 2)", Kind::Unexpected, ", 2", { 0, 1 });
        row("abbreviated", "[1. 2. ... 9.]", Kind::Abbreviated, "...", { 2, 0 });
        row("fractions or two columns", "1,5\n2,5", Kind::Ambiguous, "1,5");
        row("fractions or two rows", "1,5;2,5", Kind::Ambiguous, "1,5");
        row("thousands or fractions", "1,234\t2", Kind::Ambiguous, "1,234");
        row("fractions and points", "1,5\t1,234.5", Kind::NotANumber, "1,234.5", { 1, 0 });
        row("open bracket in a table", "1 2]", Kind::NotANumber, "2]", { 1, 0 });
    }

    void refuses()
    {
        QFETCH(QString, text);
        QFETCH(int, kind);
        QFETCH(QString, culprit);
        QFETCH(QPoint, place);
        const auto parsed = parseTensor(text);
        QVERIFY(std::holds_alternative<TensorFault>(parsed));
        const TensorFault fault = std::get<TensorFault>(parsed);
        QCOMPARE(int(fault.kind), kind);
        QCOMPARE(text.mid(fault.offset, fault.length), culprit);
        QCOMPARE(QPoint(int(fault.column), int(fault.row)), place);
    }

    void saysHowManyAreMissing()
    {
        const TensorFault fault = std::get<TensorFault>(parseTensor(u"[[1, 2, 3], [4, 5]]"_s));
        QCOMPARE(fault.found, 2);
        QCOMPARE(fault.wanted, 3);
    }

    void endsAtAMillion()
    {
        const auto more = parseTensor(u"1 "_s.repeated(int(mostTypedNumbers) + 1));
        QVERIFY(std::get<TensorFault>(more).kind == Kind::TooMany);
    }

    void writes()
    {
        QCOMPARE(tensorText(Tensor::scalar(-0.1)), u"-0.1"_s);
        QCOMPARE(tensorText(matrix(1, 2, { 1, 2.5 })), u"[1, 2.5]"_s);
        QCOMPARE(tensorText(matrix(2, 1, { 1, 2 })), u"[[1], [2]]"_s);
        QCOMPARE(tensorText(matrix(2, 2, { 1, 2, 3, 4 })), u"[[1, 2], [3, 4]]"_s);
    }

    void comesBackToTheLastBit()
    {
        std::mt19937_64 random(3);
        for (int i = 0; i < 500; ++i) {
            Tensor tensor = matrix(1 + Index(random() % 4), 1 + Index(random() % 4), {});
            while (Index(tensor.values.size()) < tensor.shape.size()) {
                const auto number = std::bit_cast<double>(random());
                tensor.values.push_back(std::isfinite(number) ? number : std::numeric_limits<double>::denorm_min());
            }
            QCOMPARE(std::get<Tensor>(parseTensor(tensorText(tensor))), tensor);
        }
    }

    // What NumPy itself prints, in every way that it has.
    void readsWhatNumpyPrints()
    {
        const QString python = pythonWithNumpy();
        if (python.isEmpty())
            QSKIP("no Python with NumPy here");
        const auto printedBy = [&python](const QString &program) {
            QProcess process;
            process.start(python, { u"-c"_s, u"import sys\nimport numpy as np\n"_s + program });
            process.waitForFinished();
            return QString::fromUtf8(process.readAllStandardOutput());
        };
        const Tensor expected = matrix(3, 2, { 1, -0.5, 1e-10, 3e20, 0.25, 7 });
        const QString array = u"a = np.array([[1, -0.5], [1e-10, 3e20], [0.25, 7]])\n"_s;
        for (const char *print : { "print(a)", "print(repr(a))", "print(a.tolist())", "print(repr(a.astype(np.float64)))",
                                   "np.savetxt(sys.stdout, a)", "np.savetxt(sys.stdout, a, delimiter=',')",
                                   "np.savetxt(sys.stdout, a, delimiter=';')" }) {
            const QString text = printedBy(array + QString::fromLatin1(print));
            const auto parsed = parseTensor(text);
            QVERIFY2(std::holds_alternative<Tensor>(parsed), qPrintable(text));
            QCOMPARE(std::get<Tensor>(parsed), expected);
        }
        QCOMPARE(std::get<Tensor>(parseTensor(printedBy(u"print(np.array([1., 2.5]))"_s))), matrix(1, 2, { 1, 2.5 }));
        const auto large = parseTensor(printedBy(u"print(np.zeros((100, 100)))"_s));
        QVERIFY(std::get<TensorFault>(large).kind == Kind::Abbreviated);
    }
};

QTEST_GUILESS_MAIN(TestTensorText)
#include "tst_tensor_text.moc"
