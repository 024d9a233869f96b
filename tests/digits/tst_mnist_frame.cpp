// SPDX-License-Identifier: GPL-3.0-or-later
// Drawings framed as MNIST's pictures are: figures worked by hand.
#include "digits/mnist_frame.h"

#include <QtTest/QTest>

#include <numeric>

using namespace chainrule;

namespace {

// A drawing of one size on which rectangles are put.
struct Drawing
{
    Drawing(Index rows, Index columns)
        : rows(rows)
        , columns(columns)
        , pixels(std::size_t(rows * columns))
    {
    }

    Drawing &put(Index top, Index left, Index height, Index width, std::uint8_t grey = 255)
    {
        for (Index y = top; y < top + height; ++y)
            std::fill_n(pixels.begin() + y * columns + left, width, grey);
        return *this;
    }

    FramedDigit framed() const { return frameAsMnist({ pixels.data(), rows, columns }); }

    Index rows, columns;
    std::vector<std::uint8_t> pixels;
};

int at(const FramedDigit &frame, Index row, Index column)
{
    return frame[std::size_t(row * frameSide + column)];
}

// The frame is this grey inside of the rectangle, and background elsewhere.
bool isRectangle(const FramedDigit &frame, Index top, Index left, Index height, Index width, int grey)
{
    for (Index y = 0; y < frameSide; ++y)
        for (Index x = 0; x < frameSide; ++x) {
            const bool inside = y >= top && y < top + height && x >= left && x < left + width;
            if (at(frame, y, x) != (inside ? grey : 0))
                return false;
        }
    return true;
}

} // namespace

class TestMnistFrame : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutInkItIsEmpty();
    void largeAndSmallBecomeTwenty_data();
    void largeAndSmallBecomeTwenty();
    void proportionsAreKept();
    void aPixelIsTheMeanOfWhatItCovers();
    void theCentreOfMassIsInTheMiddle();
    void nothingIsCut();
};

void TestMnistFrame::withoutInkItIsEmpty()
{
    QVERIFY(isRectangle(Drawing(100, 80).framed(), 0, 0, 0, 0, 0));
    QVERIFY(isRectangle(frameAsMnist({ nullptr, 0, 0 }), 0, 0, 0, 0, 0));
}

void TestMnistFrame::largeAndSmallBecomeTwenty_data()
{
    QTest::addColumn<int>("side");
    QTest::addColumn<int>("top");
    QTest::addColumn<int>("left");
    QTest::newRow("one pixel") << 1 << 3 << 270;
    QTest::newRow("seven: no whole number of pixels each") << 7 << 200 << 0;
    QTest::newRow("twenty") << 20 << 0 << 0;
    QTest::newRow("two hundred") << 200 << 79 << 80;
}

// Wherever a square is drawn and how large, it ends as the 20 × 20 in the middle.
void TestMnistFrame::largeAndSmallBecomeTwenty()
{
    QFETCH(int, side);
    QFETCH(int, top);
    QFETCH(int, left);
    QVERIFY(isRectangle(Drawing(280, 280).put(top, left, side, side, 200).framed(), 4, 4, 20, 20, 200));
}

void TestMnistFrame::proportionsAreKept()
{
    // 40 × 8 becomes 20 × 4; the middle of 4 columns falls between the 14th and the 15th.
    QVERIFY(isRectangle(Drawing(100, 100).put(50, 90, 40, 8).framed(), 4, 12, 20, 4, 255));
    QVERIFY(isRectangle(Drawing(100, 100).put(90, 50, 8, 40).framed(), 12, 4, 4, 20, 255));
}

void TestMnistFrame::aPixelIsTheMeanOfWhatItCovers()
{
    // 40 × 40, of which each 2 × 2 becomes a pixel: 100, 0, 0, 0 → 25; and the corners hold the box open.
    Drawing drawing(40, 40);
    drawing.put(20, 20, 1, 1, 100).put(0, 0, 2, 2).put(0, 38, 2, 2).put(38, 0, 2, 2).put(38, 38, 2, 2);
    const FramedDigit frame = drawing.framed();
    QCOMPARE(at(frame, 4 + 10, 4 + 10), 25);
    QCOMPARE(at(frame, 4, 4), 255);
    QCOMPARE(std::accumulate(frame.begin(), frame.end(), 0), 4 * 255 + 25);
    // 30 wide: a pixel covers 1.5. Of a column at 1, half lies in each of the pixels 0 and 1: ⅓ of 255 each.
    Drawing thirds(30, 30);
    thirds.put(0, 1, 30, 1).put(0, 29, 30, 1).put(0, 0, 1, 1, 3);
    // Mass: columns 0 and 1 hold 85, column 19 holds 170: centre (0.5 + 1.5 + 2 · 19.5) / 4 = 10.25 → 14 − 10.25 ≈ 4.
    QCOMPARE(at(thirds.framed(), 14, 4), 85);
    QCOMPARE(at(thirds.framed(), 14, 5), 85);
    QCOMPARE(at(thirds.framed(), 14, 6), 0);
    QCOMPARE(at(thirds.framed(), 14, 23), 170);
}

void TestMnistFrame::theCentreOfMassIsInTheMiddle()
{
    // An L of 20 × 20, both bars 2 wide: 40 + 36 pixels. x: (40 · 1 + 36 · 11) / 76 = 5.74 → left = 14 − 5.74 → 8;
    // y: (40 · 10 + 36 · 19) / 76 = 14.26 → top = 14 − 14.26 → 0.
    const FramedDigit frame = Drawing(50, 50).put(10, 10, 20, 2).put(28, 12, 2, 18).framed();
    QVERIFY(at(frame, 0, 8) == 255 && at(frame, 19, 27) == 255);
    QVERIFY(at(frame, 17, 10) == 0 && at(frame, 18, 10) == 255 && at(frame, 20, 8) == 0);
}

void TestMnistFrame::nothingIsCut()
{
    // Nearly all of the mass is at the bottom, y ≈ 19: it would have to begin five rows above the frame.
    const FramedDigit frame = Drawing(20, 20).put(0, 0, 20, 1, 8).put(18, 0, 2, 20).framed();
    QCOMPARE(at(frame, 0, 4), 8);
    QCOMPARE(at(frame, 19, 23), 255);
}

QTEST_GUILESS_MAIN(TestMnistFrame)
#include "tst_mnist_frame.moc"
