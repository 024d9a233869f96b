// SPDX-License-Identifier: GPL-3.0-or-later
// The Code panel as a person uses it: it follows the steps and the values, a click on a line goes to its step.
#include "ui/code/code_panel.h"
#include "ui/code/code_view.h"
#include "ui/diagram/diagram_view.h"
#include "ui/lesson/diagram_page.h"
#include "ui/main_window/main_window.h"
#include "ui/session/graph_session.h"
#include "ui/theme/theme.h"
#include "ui/widgets/side_panel.h"

#include <QtCore/QDir>
#include <QtCore/QSettings>
#include <QtCore/QTemporaryDir>
#include <QtGui/QClipboard>
#include <QtGui/QTextBlock>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollBar>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace chainrule;

namespace {

double channel(double c)
{
    return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &c)
{
    return 0.2126 * channel(c.redF()) + 0.7152 * channel(c.greenF()) + 0.0722 * channel(c.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const auto [low, high] = std::minmax({ luminance(a), luminance(b) });
    return (high + 0.05) / (low + 0.05);
}

} // namespace

class TestCode : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup() { m_window.reset(); }

    void showsTheProgram();
    void marksTheLineOfTheStep();
    void clickGoesToTheStep();
    void returnGoesToTheStep();
    void foldedGroupsMarkAllTheirLines();
    void followsEditedValues();
    void writesNothingWhileHidden();
    void scrollsOnlyWhenTheStepMoves();
    void copies();
    void copiesWhatIsSelected();
    void saves();
    void suggestsANameInTheFolder();
    void saysWhyItCannotSave();
    void shortensLargeArrays();
    void colorsAreReadable();
    void pictures();

private:
    GraphSession &session() { return m_window->diagramPage().session(); }
    CodePanel &panel() { return m_window->diagramPage().codePanel(); }
    CodeView &view() { return panel().view(); }
    QString line(int number) { return view().line(number); }
    int lineOf(const char *text);
    QStringList marked();
    void click(const char *text);
    QPushButton *button(const char *name);
    void saveAs(const QString &path);

    QTemporaryDir m_settings;
    std::unique_ptr<MainWindow> m_window;
};

void TestCode::initTestCase()
{
    QApplication::setStyle(u"fusion"_s);
    QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_settings.path());
    QCoreApplication::setOrganizationName(u"chainrule-test"_s);
}

void TestCode::init()
{
    QSettings().clear();
    m_window = std::make_unique<MainWindow>();
    m_window->resize(1280, 800);
    m_window->openFirst({});
    QVERIFY(m_window->openDemo(u"apple"_s));
    m_window->diagramPage().sidePanel().setCurrent(DiagramPage::CodePage);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

int TestCode::lineOf(const char *text)
{
    for (int number = 0; number < view().document()->blockCount(); ++number)
        if (line(number) == QString::fromUtf8(text))
            return number;
    return -1;
}

QStringList TestCode::marked()
{
    QStringList lines;
    for (const int number : view().markedLines())
        lines.append(line(number));
    return lines;
}

void TestCode::click(const char *text)
{
    view().reveal(lineOf(text));
    const QRect rect = view().lineRect(lineOf(text));
    QTest::mouseClick(view().viewport(), Qt::LeftButton, {}, rect.topLeft() + QPoint(60, 8));
}

QPushButton *TestCode::button(const char *name)
{
    for (auto *each : panel().findChildren<QPushButton *>())
        if (each->accessibleName() == QLatin1String(name))
            return each;
    return nullptr;
}

void TestCode::showsTheProgram()
{
    QVERIFY(view().isVisible());
    QVERIFY(lineOf("class MulLayer:") > 0);
    QVERIFY(lineOf("apple_price = mul_apple_price_layer.forward(apple, apple_num)") > 0);
    QCOMPARE(marked(), QStringList());
    QVERIFY(m_window->openDemo(u"sigmoid"_s));
    QVERIFY(lineOf("class MulLayer:") > 0 && lineOf("class ExpLayer:") > 0);
    QCOMPARE(lineOf("apple = 100.0"), -1);
}

void TestCode::marksTheLineOfTheStep()
{
    const QStringList steps = { u"apple_price = mul_apple_price_layer.forward(apple, apple_num)"_s,
                                u"price = mul_price_layer.forward(apple_price, tax)"_s, u"dprice = 1.0"_s,
                                u"dapple_price, dtax = mul_price_layer.backward(dprice)"_s,
                                u"dapple, dapple_num = mul_apple_price_layer.backward(dapple_price)"_s };
    for (const QString &step : steps) {
        QTest::keyClick(m_window.get(), Qt::Key_Right);
        QCOMPARE(marked(), QStringList{ step });
        const QRect rect = view().lineRect(view().markedLines().first());
        QVERIFY(view().viewport()->rect().contains(rect.center())); // scrolled into view
        const QPoint free(view().viewport()->width() - 2, rect.center().y()); // right of the text
        const QColor tint = view().viewport()->grab().toImage().pixelColor(free);
        const Theme theme = Theme::of(view().palette());
        QCOMPARE(tint, session().position() < session().seedPosition() ? theme.accentTint : theme.backwardTint);
    }
    QTest::keyClick(m_window.get(), Qt::Key_Home);
    QCOMPARE(marked(), QStringList());
}

void TestCode::clickGoesToTheStep()
{
    click("dapple_price, dtax = mul_price_layer.backward(dprice)");
    QCOMPARE(session().position(), 4);
    QCOMPARE(marked(), QStringList{ u"dapple_price, dtax = mul_price_layer.backward(dprice)"_s });
    click("price = mul_price_layer.forward(apple_price, tax)");
    QCOMPARE(session().position(), 2);
    click("class MulLayer:"); // does nothing
    QCOMPARE(session().position(), 2);
}

void TestCode::returnGoesToTheStep()
{
    view().setFocus();
    view().setTextCursor(QTextCursor(view().document()->findBlockByNumber(lineOf("dprice = 1.0"))));
    QTest::keyClick(&view(), Qt::Key_Return);
    QCOMPARE(session().position(), 3);
}

void TestCode::foldedGroupsMarkAllTheirLines()
{
    QVERIFY(m_window->openDemo(u"sigmoid"_s));
    const DocumentGroup group = session().document().groups.first();
    session().setFolded(group.id, true);
    session().setPosition(1);
    const qsizetype computing = std::ranges::count_if(
        group.members, [&](const QString &member) { return !session().document().node(member)->isLeaf(); });
    QCOMPARE(marked().size(), computing);
    QVERIFY(computing > 1);
    session().setPosition(0);
    // A step within the folded group is the moment at which the group happens.
    int within = -1;
    for (int i = 0; i < view().document()->blockCount(); ++i)
        if (line(i).contains("exp_layer.forward("_L1))
            within = i;
    QVERIFY(within > 0);
    click(qPrintable(line(within)));
    QCOMPARE(session().position(), 1);
}

void TestCode::followsEditedValues()
{
    session().editValue(u"apple"_s, { 120.5 });
    QVERIFY(lineOf("apple = 120.5") > 0);
    QCOMPARE(lineOf("apple = 100.0"), -1);
    session().undoStack().undo();
    QVERIFY(lineOf("apple = 100.0") > 0);
}

void TestCode::writesNothingWhileHidden()
{
    m_window->diagramPage().sidePanel().setCurrent(0);
    QSignalSpy changes(view().document(), &QTextDocument::contentsChanged);
    session().editValue(u"apple"_s, { 7 });
    session().setPosition(session().count());
    QCOMPARE(changes.size(), 0);
    m_window->diagramPage().sidePanel().setCurrent(DiagramPage::CodePage);
    QVERIFY(lineOf("apple = 7.0") > 0);
    QCOMPARE(marked(), QStringList{ u"dapple, dapple_num = mul_apple_price_layer.backward(dapple_price)"_s });
}

// Who has scrolled to the classes stays there while values change, until another step happens.
void TestCode::scrollsOnlyWhenTheStepMoves()
{
    session().setPosition(session().count());
    view().verticalScrollBar()->setValue(0);
    session().editValue(u"apple"_s, { 3 });
    QCOMPARE(view().verticalScrollBar()->value(), 0);
    QTest::keyClick(m_window.get(), Qt::Key_Left);
    QVERIFY(view().verticalScrollBar()->value() > 0);
    const int value = view().verticalScrollBar()->value();
    QTest::keyClick(m_window.get(), Qt::Key_Left); // its line is in sight already
    QCOMPARE(view().verticalScrollBar()->value(), value);
}

void TestCode::copies()
{
    QTest::mouseClick(button("Copy the program"), Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(), pythonProgram(session().document(), session().compiled()).text());
    QCOMPARE(panel().message(), u"Copied."_s);
}

// What lets long lines break stays behind.
void TestCode::copiesWhatIsSelected()
{
    view().setFocus();
    QTest::keySequence(&view(), QKeySequence::SelectAll);
    QTest::keySequence(&view(), QKeySequence::Copy);
    QCOMPARE(QGuiApplication::clipboard()->text() + u'\n', pythonProgram(session().document(), session().compiled()).text());
}

// Through the dialog, as a person does it.
void TestCode::saveAs(const QString &path)
{
    QTest::mouseClick(button("Save the program"), Qt::LeftButton);
    QFileDialog *dialog = nullptr;
    QTRY_VERIFY_WITH_TIMEOUT((dialog = panel().findChild<QFileDialog *>()) && dialog->isVisible(), 60000);
    auto *name = dialog->findChild<QLineEdit *>(u"fileNameEdit"_s);
    QVERIFY(name);
    QVERIFY(name->text().startsWith(session().document().id));
    name->setText(path);
    QTest::keyClick(name, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(!panel().findChild<QFileDialog *>(), 60000);
}

void TestCode::saves()
{
    const QTemporaryDir folder;
    saveAs(folder.filePath(u"りんご"_s));
    QCOMPARE(panel().message(), u"Saved as りんご.py."_s);
    QFile file(folder.filePath(u"りんご.py"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(QString::fromUtf8(file.readAll()), pythonProgram(session().document(), session().compiled()).text());
}

// Whatever a graph's id is.
void TestCode::suggestsANameInTheFolder()
{
    GraphDocument document = session().document();
    document.id = u"../../.profile"_s;
    m_window->diagramPage().open(document);
    QTest::mouseClick(button("Save the program"), Qt::LeftButton);
    auto *dialog = panel().findChild<QFileDialog *>();
    QVERIFY(dialog);
    const QString name = dialog->findChild<QLineEdit *>(u"fileNameEdit"_s)->text();
    QCOMPARE(name, u"..-..-.profile.py"_s);
    dialog->reject();
}

// Where nobody may write, not even root.
void TestCode::saysWhyItCannotSave()
{
    if (!QFile::exists(u"/proc/self"_s))
        QSKIP("There is no /proc here.");
    saveAs(u"/proc/apple.py"_s);
    QVERIFY2(panel().message().contains("/proc/apple.py cannot be written"_L1), qPrintable(panel().message()));
}

void TestCode::shortensLargeArrays()
{
    GraphDocument document = session().document();
    document.nodes[0].value = { Shape(100, 100), std::vector<double>(10000, 0.5) };
    m_window->diagramPage().open(document);
    QVERIFY(view().document()->blockCount() < 100);
    QTest::mouseClick(button("Copy the program"), Qt::LeftButton);
    QVERIFY(QGuiApplication::clipboard()->text().size() > 10000 * 8);
    // The lines behind are still those of their steps.
    click("dprice = np.ones((100, 100))");
    QCOMPARE(session().position(), session().seedPosition());
}

void TestCode::colorsAreReadable()
{
    for (const Theme &theme : { Theme::light(), Theme::darkTheme() })
        for (const QColor &behind : { theme.canvas, theme.accentTint, theme.backwardTint })
            for (const QColor &color : { theme.text, theme.mutedText, theme.good, theme.accent })
                QVERIFY2(contrast(color, behind) >= 4.5,
                         qPrintable(u"%1 on %2: %3"_s.arg(color.name(), behind.name()).arg(contrast(color, behind))));
}

void TestCode::pictures()
{
    QVERIFY(QDir().mkpath(QStringLiteral(CHAINRULE_SCREENSHOT_DIR)));
    for (const char *theme : { "Light", "Dark" }) {
        for (QAction *action : m_window->findChildren<QAction *>())
            if (action->text() == u'&' + QLatin1String(theme))
                action->trigger();
        session().setPosition(*theme == 'D' ? session().count() : 1);
        const QString path = QStringLiteral(CHAINRULE_SCREENSHOT_DIR "/code-%1.png").arg(QString::fromLatin1(theme).toLower());
        QVERIFY(m_window->grab().save(path));
    }
}

QTEST_MAIN(TestCode)
#include "tst_code.moc"
