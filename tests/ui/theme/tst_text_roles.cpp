// SPDX-License-Identifier: GPL-3.0-or-later
// A text looks by its role: on labels by the style sheet, and painted in the same font.
#include "tests/fixtures/window_setup.h"

#include "ui/theme/text_role.h"

#include <QtWidgets/QLabel>

using namespace Qt::StringLiterals;
using namespace chainrule;

namespace {

constexpr TextRole roles[] = { TextRole::Heading,    TextRole::Section, TextRole::Body, TextRole::Strong, TextRole::Caption,
                               TextRole::Note,       TextRole::Cell,    TextRole::Code, TextRole::Figure, TextRole::Error,
                               TextRole::StrongNote, TextRole::Success, TextRole::Hint, TextRole::Refusal };

} // namespace

class TestTextRoles final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { isolateSettings(m_settings); }
    void labelHasTheFontOfItsRole();
    void roleCanChange();
    void presentedTextIsLarger();
    void everyNameInTheSheetIsKnown_data() { themeRows(); }
    void everyNameInTheSheetIsKnown();

private:
    QTemporaryDir m_settings;
};

void TestTextRoles::labelHasTheFontOfItsRole()
{
    for (const TextRole role : roles) {
        QLabel label(u"x"_s);
        setRole(label, role);
        label.ensurePolished();
        const QFont font = roleFont(role, label.font());
        QCOMPARE(label.font().pixelSize(), font.pixelSize());
        QCOMPARE(label.font().weight(), font.weight());
        QVERIFY(font.pixelSize() >= 12 && font.pixelSize() <= 22);
    }
}

// Also of a label that is shown already.
void TestTextRoles::roleCanChange()
{
    QLabel label(u"x"_s);
    setRole(label, TextRole::Caption);
    label.ensurePolished();
    QCOMPARE(label.palette().color(QPalette::WindowText), Theme::light().mutedText);
    setRole(label, TextRole::Error);
    QCOMPARE(label.palette().color(QPalette::WindowText), Theme::light().bad);
    setRole(label, TextRole::Strong);
    QCOMPARE(label.palette().color(QPalette::WindowText), Theme::light().text);
    QCOMPARE(label.font().weight(), QFont::DemiBold);
}

void TestTextRoles::presentedTextIsLarger()
{
    QLabel heading(u"x"_s), caption(u"x"_s);
    setRole(heading, TextRole::Heading);
    setRole(caption, TextRole::Caption);
    for (QLabel *label : { &heading, &caption }) {
        label->ensurePolished();
        const int plain = label->font().pixelSize();
        setPresented(*label, true);
        QVERIFY(label->font().pixelSize() >= 24);
        QVERIFY(label->font().pixelSize() > plain * 3 / 2);
        setPresented(*label, false);
        QCOMPARE(label->font().pixelSize(), plain);
    }
}

void TestTextRoles::everyNameInTheSheetIsKnown()
{
    QFETCH(bool, dark);
    const QString sheet = (dark ? Theme::darkTheme() : Theme::light()).styleSheet();
    QVERIFY2(!sheet.contains(u'@'), qPrintable(sheet.mid(sheet.indexOf(u'@'), 40)));
}

QTEST_MAIN(TestTextRoles)
#include "tst_text_roles.moc"
