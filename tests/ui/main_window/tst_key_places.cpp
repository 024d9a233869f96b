// SPDX-License-Identifier: GPL-3.0-or-later
// Shortcuts and typed numbers on other keyboards: shifted digits (AZERTY), keypads, letters that are not Latin.
#include "tests/fixtures/diagram_window.h"

#include "ui/main_window/key_places.h"
#include "ui/widgets/side_panel.h"

#include <QtWidgets/QLineEdit>

using namespace Qt::StringLiterals;
using namespace chainrule;

namespace {

// As X11 tells a key: the scan code is its place.
QKeyEvent pressed(quint32 scanCode, int key, Qt::KeyboardModifiers modifiers, const QString &text = {})
{
    return { QEvent::KeyPress, key, modifiers, scanCode, 0, 0, text };
}

std::optional<Qt::Key> placeOf(quint32 scanCode, int key)
{
    return keyByPlace(pressed(scanCode, key, Qt::NoModifier));
}

} // namespace

class TestKeyPlaces : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { isolateSettings(m_settings); }

    void places()
    {
        QCOMPARE(placeOf(10, Qt::Key_Ampersand), Qt::Key_1); // fr
        QCOMPARE(placeOf(11, Qt::Key_Eacute), Qt::Key_2);
        QCOMPARE(placeOf(19, Qt::Key_Agrave), Qt::Key_0);
        QCOMPARE(placeOf(13, 0x10d), Qt::Key_4); // cs: č
        QCOMPARE(placeOf(10, Qt::Key_1), std::nullopt); // it says so itself
        QCOMPARE(placeOf(24, Qt::Key_A), std::nullopt); // fr: A is where it is
        QCOMPARE(placeOf(41, 0x410), Qt::Key_F); // ru: А
        QCOMPARE(placeOf(42, 0x3a0), Qt::Key_G);
        QCOMPARE(placeOf(41, Qt::Key_Left), std::nullopt);
        QCOMPARE(placeOf(0, 0x410), std::nullopt); // without a place
        QCOMPARE(placeOf(47, 0xd6), std::nullopt); // de: Ö, beside the letters
    }

    void panelsOfAFrenchKeyboard()
    {
        DiagramWindow w("apple_orange");
        w.view.setFocus();
        auto *panels = w.window.findChild<SidePanel *>();
        const std::pair<quint32, int> keys[] = { { 13, Qt::Key_Apostrophe },
                                                 { 11, Qt::Key_Eacute },
                                                 { 10, Qt::Key_Ampersand } };
        for (const auto &[scanCode, key] : keys) {
            QKeyEvent event = pressed(scanCode, key, Qt::ControlModifier);
            QApplication::sendEvent(&w.view, &event);
            QCOMPARE(panels->current(), int(scanCode) - 10);
        }
    }

    void lettersOfAnotherScript()
    {
        DiagramWindow w("sigmoid");
        w.view.setFocus();
        QKeyEvent firstGradient = pressed(42, 0x43f - 0x20, Qt::NoModifier, u"п"_s);
        QApplication::sendEvent(&w.view, &firstGradient);
        QVERIFY(w.session.position() > 1);
        const int before = w.session.position();
        QKeyEvent edits = pressed(26, 0x423, Qt::ControlModifier); // у: Ctrl+E
        QApplication::sendEvent(&w.view, &edits);
        QKeyEvent adds = pressed(54, 0x421, Qt::NoModifier, u"с"_s); // C: only while the canvas has the focus
        QApplication::sendEvent(&w.view, &adds);
        QCOMPARE(w.session.position(), before);
    }

    void numbersAreTypedAnywhere_data()
    {
        QTest::addColumn<int>("key");
        QTest::addColumn<int>("modifiers");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("begun");
        QTest::newRow("a digit") << int(Qt::Key_7) << int(Qt::NoModifier) << u"7"_s << u"7"_s;
        QTest::newRow("a shifted digit") << int(Qt::Key_7) << int(Qt::ShiftModifier) << u"7"_s << u"7"_s;
        QTest::newRow("of a keypad") << int(Qt::Key_7) << int(Qt::KeypadModifier) << u"7"_s << u"7"_s;
        QTest::newRow("a minus of a keypad") << int(Qt::Key_Minus) << int(Qt::KeypadModifier) << u"-"_s << u"-"_s;
        QTest::newRow("a comma of a keypad") << int(Qt::Key_Comma) << int(Qt::KeypadModifier) << u","_s << u","_s;
        QTest::newRow("a plus") << int(Qt::Key_Plus) << int(Qt::ShiftModifier) << u"+"_s << u"+"_s;
        QTest::newRow("with Alt") << int(Qt::Key_7) << int(Qt::AltModifier) << u"7"_s << QString();
        QTest::newRow("a letter") << int(Qt::Key_J) << int(Qt::NoModifier) << u"j"_s << QString();
    }

    void numbersAreTypedAnywhere()
    {
        QFETCH(int, key);
        QFETCH(int, modifiers);
        QFETCH(QString, text);
        QFETCH(QString, begun);
        DiagramWindow w("apple_orange");
        w.view.setFocus();
        w.session.select(u"apple"_s);
        QKeyEvent event(QEvent::KeyPress, key, Qt::KeyboardModifiers(modifiers), text);
        QApplication::sendEvent(&w.view, &event);
        const auto *editor = w.view.findChild<ValueEditor *>();
        const auto *line = editor->findChild<QLineEdit *>();
        QCOMPARE(editor->isVisible(), !begun.isEmpty());
        if (!begun.isEmpty())
            QCOMPARE(line->text(), begun);
    }

private:
    QTemporaryDir m_settings;
};

QTEST_MAIN(TestKeyPlaces)
#include "tst_key_places.moc"
