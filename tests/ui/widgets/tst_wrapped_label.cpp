// SPDX-License-Identifier: GPL-3.0-or-later
// Words in lines: under the mouse they can be selected and look the same, and the window is laid out anew only for another
// height.
#include "tests/fixtures/window_setup.h"
#include "ui/widgets/wrapped_label.h"

#include <QtTest/QTest>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace chainrule;

namespace {

const QString oneLine = u"Each term has the full gradient."_s;
const QString threeLines =
    u"A sum hands the gradient on unchanged to each of its terms, whatever they are: if z grows by 1 when x does, L grows by "
    "what it grows by when z does.\n\nSo ∂L/∂x = ∂L/∂z · 1, and −1.5 stays −1.5."_s;

// How often it is laid out.
class Page final : public QWidget
{
public:
    explicit Page(bool dark)
    {
        applyTheme(dark);
        auto *layout = new QVBoxLayout(this);
        layout->addWidget(label);
        layout->addWidget(rest, 1);
        resize(300, 400);
        show();
    }

    int laidOut = 0;
    WrappedLabel *label = new WrappedLabel(TextRole::Body, this);
    QWidget *rest = new QWidget(this);

protected:
    bool event(QEvent *event) override
    {
        laidOut += event->type() == QEvent::LayoutRequest;
        return QWidget::event(event);
    }
};

} // namespace

class TestWrappedLabel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { isolateSettings(m_settings); }
    void looksTheSameUnderTheMouse_data() { themeRows(); }
    void looksTheSameUnderTheMouse();
    void aWordIsSelected();
    void otherWordsOfTheSameHeight();
    void otherHeights();
    void otherHeightsAtAnotherWidth();
    void withoutWordsItIsNotThere();

private:
    QTemporaryDir m_settings;
};

void TestWrappedLabel::looksTheSameUnderTheMouse()
{
    QFETCH(bool, dark);
    Page page(dark);
    QVERIFY(QTest::qWaitForWindowExposed(&page));
    for (const QString &words : { oneLine, threeLines })
        for (const int width : { 180, 233, 300, 640 }) {
            QTest::mouseMove(&page, { width - 5, 395 });
            page.resize(width, 400);
            page.label->setWords(words);
            QTRY_VERIFY(!page.label->label().underMouse());
            QTRY_COMPARE(page.label->label().height(), page.label->heightForWidth(page.label->width()));
            const QImage before = page.grab().toImage();
            QTest::mouseMove(&page.label->label(), { 5, 5 });
            QTRY_VERIFY(page.label->label().textInteractionFlags() & Qt::TextSelectableByMouse);
            QCOMPARE(page.grab().toImage(), before);
        }
}

void TestWrappedLabel::aWordIsSelected()
{
    Page page(false);
    QVERIFY(QTest::qWaitForWindowExposed(&page));
    page.label->setWords(oneLine);
    QLabel &label = page.label->label();
    QTest::mouseMove(&label, { 60, 8 });
    QTRY_VERIFY(label.underMouse());
    QTest::mouseDClick(&label, Qt::LeftButton, {}, { 60, 8 });
    QCOMPARE(label.selectedText(), u"term"_s);
    // What is selected stays so when the mouse goes, until there are other words.
    QTest::mouseClick(page.rest, Qt::LeftButton);
    QTest::mouseMove(page.rest, { 150, 95 });
    QTRY_VERIFY(!label.underMouse());
    QCOMPARE(label.selectedText(), u"term"_s);
    page.label->setWords(threeLines);
    QVERIFY(!label.hasSelectedText());
    QCOMPARE(label.textInteractionFlags(), Qt::NoTextInteraction);
}

void TestWrappedLabel::otherWordsOfTheSameHeight()
{
    Page page(false);
    page.label->setWords(oneLine);
    QVERIFY(QTest::qWaitForWindowExposed(&page));
    QCoreApplication::processEvents();
    page.laidOut = 0;
    const QRect before = page.rest->geometry();
    page.label->setWords(u"Another line."_s);
    QCoreApplication::processEvents();
    QCOMPARE(page.laidOut, 0);
    QCOMPARE(page.rest->geometry(), before);
}

void TestWrappedLabel::otherHeights()
{
    Page page(false);
    page.label->setWords(oneLine);
    QVERIFY(QTest::qWaitForWindowExposed(&page));
    const auto tall = [&] { return page.label->label().height(); };
    QTRY_COMPARE(tall(), page.label->heightForWidth(page.label->width()));
    const int one = tall();
    page.label->setWords(threeLines);
    QTRY_VERIFY(tall() > 3 * one);
    QCOMPARE(tall(), page.label->height());
    page.label->setWords(oneLine);
    QTRY_COMPARE(tall(), one);
    page.label->label().setStyleSheet(u"font-size: 28px"_s);
    QTRY_VERIFY(tall() > 3 * one / 2);
}

// As beside a scroll bar that is not there yet.
void TestWrappedLabel::otherHeightsAtAnotherWidth()
{
    Page page(false);
    QVERIFY(QTest::qWaitForWindowExposed(&page));
    constexpr int narrow = 150;
    page.label->setWords(u"A sum."_s);
    const int before = page.layout()->heightForWidth(narrow);
    const int wide = page.layout()->heightForWidth(page.width());
    page.label->setWords(oneLine);
    QCOMPARE(page.layout()->heightForWidth(page.width()), wide);
    QVERIFY(page.layout()->heightForWidth(narrow) > before);
}

void TestWrappedLabel::withoutWordsItIsNotThere()
{
    Page page(false);
    QVERIFY(QTest::qWaitForWindowExposed(&page));
    page.label->setWordsOrHide(oneLine);
    QVERIFY(page.label->isVisible());
    page.label->setWordsOrHide({});
    QVERIFY(!page.label->isVisible());
    page.label->setWords(oneLine);
    QVERIFY(!page.label->isVisible());
    page.label->setWordsOrHide(oneLine);
    QVERIFY(page.label->isVisible());
}

QTEST_MAIN(TestWrappedLabel)
#include "tst_wrapped_label.moc"
