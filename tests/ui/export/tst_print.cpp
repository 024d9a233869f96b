// SPDX-License-Identifier: GPL-3.0-or-later
// "Print…" as a printer gets it: the page, where the diagram stands on it, and what it shows.
#include "tests/fixtures/diagram_window.h"
#include "ui/main_window/export_menu.h"

#include <QtCore/QProcess>
#include <QtCore/QRegularExpression>
#include <QtCore/QStandardPaths>
#include <QtPrintSupport/QPrinter>

using namespace Qt::StringLiterals;
using namespace chainrule;

namespace {

constexpr int dotsPerInch = 96;

QRect inkOf(const QImage &page)
{
    QRect ink;
    for (int y = 0; y < page.height(); ++y)
        for (int x = 0; x < page.width(); ++x)
            if (qGray(page.pixel(x, y)) < 250)
                ink |= QRect(x, y, 1, 1);
    return ink;
}

// The share of pixels that differ clearly.
double difference(const QImage &one, const QImage &other)
{
    qint64 different = 0;
    for (int y = 0; y < one.height(); ++y)
        for (int x = 0; x < one.width(); ++x)
            different += std::abs(qGray(one.pixel(x, y)) - qGray(other.pixel(x, y))) > 96;
    return double(different) / (double(one.width()) * one.height());
}

} // namespace

class TestPrint : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { isolateSettings(m_folder); }
    void init() { m_asked = 0; }

    void pageIsLandscapeAndThereIsOne();
    void theDiagramFillsThePage_data();
    void theDiagramFillsThePage();
    void theFiguresOfTheStep();
    void nobodyWantsToPrint();
    void whatCannotBePrintedIsTold();

private:
    QString file() const { return m_folder.filePath(u"page.pdf"_s); }
    // By its keys; the printer that is chosen writes a file.
    void print(DiagramWindow &w, QPageLayout::Orientation orientation)
    {
        w.window.exports().setPrinterChoice([this, orientation](QPrinter &printer) {
            ++m_asked;
            m_suggested = printer.pageLayout().orientation();
            printer.setOutputFormat(QPrinter::PdfFormat);
            printer.setOutputFileName(file());
            printer.setPageSize(QPageSize(QPageSize::A4));
            printer.setPageOrientation(orientation);
            return true;
        });
        w.press(Qt::Key_P, Qt::ControlModifier);
        QCOMPARE(m_asked, 1);
    }
    // What another program draws of it; null without that program.
    QImage drawn() const
    {
        const QString program = QStandardPaths::findExecutable(u"pdftoppm"_s);
        const QString picture = m_folder.filePath(u"page"_s);
        const QString dots = QString::number(dotsPerInch);
        if (program.isEmpty()
            || QProcess::execute(program, { u"-r"_s, dots, u"-png"_s, u"-singlefile"_s, file(), picture }) != 0)
            return {};
        return QImage(picture + u".png"_s);
    }

    QTemporaryDir m_folder;
    int m_asked = 0;
    QPageLayout::Orientation m_suggested = QPageLayout::Portrait;
};

#define NEEDS_RENDERER(page)                                                                                                   \
    if ((page).isNull())                                                                                                       \
    QSKIP("There is no pdftoppm (Debian: poppler-utils).")

void TestPrint::pageIsLandscapeAndThereIsOne()
{
    DiagramWindow w("sigmoid");
    print(w, QPageLayout::Landscape);
    QCOMPARE(m_suggested, QPageLayout::Landscape);
    QFile pdf(file());
    QVERIFY(pdf.open(QIODevice::ReadOnly));
    const QByteArray contents = pdf.readAll();
    QCOMPARE(contents.count("/Type /Page\n"), 1);
    // A4 lying down, in points.
    static const QRegularExpression box(u"/MediaBox \\[0 0 (\\d+)[\\d.]* (\\d+)"_s);
    const auto size = box.match(QString::fromLatin1(contents));
    QVERIFY(size.hasMatch());
    QVERIFY(std::abs(size.captured(1).toInt() - 842) <= 1 && std::abs(size.captured(2).toInt() - 595) <= 1);
}

void TestPrint::theDiagramFillsThePage_data()
{
    QTest::addColumn<QPageLayout::Orientation>("orientation");
    QTest::newRow("landscape") << QPageLayout::Landscape;
    QTest::newRow("portrait") << QPageLayout::Portrait;
}

// As large as its margins allow, in the middle, and whole.
void TestPrint::theDiagramFillsThePage()
{
    QFETCH(QPageLayout::Orientation, orientation);
    DiagramWindow w("apple_orange");
    w.press(Qt::Key_End);
    print(w, orientation);
    const QImage page = drawn();
    NEEDS_RENDERER(page);
    QCOMPARE(page.width() > page.height(), orientation == QPageLayout::Landscape);
    const QRect ink = inkOf(page);
    const int left = ink.left();
    const int right = page.width() - 1 - ink.right();
    const int above = ink.top();
    const int below = page.height() - 1 - ink.bottom();
    QVERIFY2(left > 0 && above > 0, "nothing is cut off");
    QVERIFY2(std::min(left, above) < page.width() / 10, qPrintable(u"%1, %2"_s.arg(left).arg(above)));
    QVERIFY2(std::abs(left - right) < page.width() / 20, qPrintable(u"%1, %2"_s.arg(left).arg(right)));
    QVERIFY2(std::abs(above - below) < page.height() / 20, qPrintable(u"%1, %2"_s.arg(above).arg(below)));
}

// The page shows what the light picture of this step shows, and of no other, whatever the window wears.
void TestPrint::theFiguresOfTheStep()
{
    applyTheme(true);
    DiagramWindow w("apple");
    w.session.setPosition(4);
    print(w, QPageLayout::Landscape);
    applyTheme(false);
    const QImage page = drawn();
    NEEDS_RENDERER(page);
    const QRect ink = inkOf(page);
    DiagramPictures pictures(w.scene, w.page.font(), { Theme::light(), false, 4 });
    QList<double> differences;
    for (int position = 0; position <= pictures.stepCount(); ++position) {
        QImage picture = pictures.image(position, pictures.bounds(4)).convertToFormat(QImage::Format_RGB32);
        picture = picture.copy(inkOf(picture)).scaled(ink.size(), Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
        differences.append(difference(picture, page.copy(ink)));
    }
    const double same = differences.takeAt(4);
    for (const double other : differences)
        QVERIFY2(same < other / 2, qPrintable(u"%1, %2"_s.arg(same).arg(other)));
}

void TestPrint::nobodyWantsToPrint()
{
    DiagramWindow w("mul");
    QString written;
    w.window.exports().setPrinterChoice([&](QPrinter &printer) {
        written = m_folder.filePath(u"unwanted.pdf"_s);
        printer.setOutputFileName(written);
        return false;
    });
    w.press(Qt::Key_P, Qt::ControlModifier);
    QVERIFY(!written.isEmpty() && !QFile::exists(written));
}

void TestPrint::whatCannotBePrintedIsTold()
{
    DiagramWindow w("mul");
    w.window.exports().setPrinterChoice([](QPrinter &printer) {
        printer.setOutputFileName(u"/nonexistent/folder/page.pdf"_s);
        return true;
    });
    QString told;
    w.readMessage(told);
    w.press(Qt::Key_P, Qt::ControlModifier);
    QVERIFY2(told.contains("/nonexistent/folder/page.pdf"_L1), qPrintable(told));
}

QTEST_MAIN(TestPrint)
#include "tst_print.moc"
