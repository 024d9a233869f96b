// SPDX-License-Identifier: GPL-3.0-or-later
// Every pair of colours that meet on screen can be told apart: texts at 4.5:1, borders of fields, focus and curves at 3:1; in
// high contrast at 7:1 and 4.5:1. The ratio is WCAG 2's.
#include "tests/fixtures/contrast.h"

#include "ui/theme/theme.h"

#include <QtCore/QRegularExpression>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLineEdit>

using namespace Qt::StringLiterals;
using namespace chainrule;

namespace {

// A rule of the style sheet and the colours in it, by what they are for.
struct Rule
{
    QString selector;
    QColor text, ground, border; // invalid where the rule has none
};

QList<Rule> rulesOf(const QString &sheet)
{
    static const QRegularExpression rule(u"([^{}]+)\\{([^{}]*)\\}"_s);
    QList<Rule> rules;
    for (auto match = rule.globalMatch(sheet); match.hasNext();) {
        const auto found = match.next();
        Rule read{ found.captured(1).simplified(), {}, {}, {} };
        for (const QString &line : found.captured(2).split(u';', Qt::SkipEmptyParts)) {
            const QString name = line.section(u':', 0, 0).trimmed();
            const QColor colour(line.section(u':', 1).simplified().section(u' ', -1));
            if (!colour.isValid() || colour.alpha() == 0)
                continue;
            if (name == "color"_L1)
                read.text = colour;
            else if (name == "background"_L1)
                read.ground = colour;
            else if (name.startsWith("border"_L1))
                read.border = colour;
        }
        rules.append(read);
    }
    return rules;
}

QString named(const QString &what, const QColor &a, const QColor &b)
{
    return u"%1: %2 on %3 is %4"_s.arg(what, a.name(), b.name()).arg(contrast(a, b), 0, 'f', 2);
}

} // namespace

class TestContrast : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void themes_data()
    {
        QTest::addColumn<Theme>("theme");
        QTest::newRow("light") << Theme::light();
        QTest::newRow("dark") << Theme::darkTheme();
        QTest::newRow("light, high contrast") << Theme::contrasting(false);
        QTest::newRow("dark, high contrast") << Theme::contrasting(true);
    }

    void rightMeasure()
    {
        QCOMPARE(contrast(Qt::black, Qt::white), 21.0);
        QVERIFY(std::abs(contrast(QColor(0x77, 0x77, 0x77), Qt::white) - 4.48) < 0.01);
    }

    void texts_data() { themes_data(); }
    void texts()
    {
        QFETCH(Theme, theme);
        const double least = theme.highContrast ? 7 : 4.5;
        const QColor button = theme.palette().color(QPalette::Button);
        const std::pair<const char *, std::pair<QColor, QList<QColor>>> pairs[] = {
            { "text", { theme.text, { theme.canvas, theme.panel, button, theme.accentTint, theme.backwardTint } } },
            { "muted", { theme.mutedText, { theme.canvas, theme.panel, button, theme.accentTint } } },
            { "forward", { theme.forward, { theme.canvas, theme.panel, theme.accentTint } } },
            { "backward", { theme.backward, { theme.canvas, theme.panel, theme.backwardTint } } },
            { "accent", { theme.accent, { theme.canvas, theme.panel, theme.accentTint } } },
            { "on accent", { theme.accentText, { theme.accent } } },
            { "good", { theme.good, { theme.canvas, theme.panel, theme.accentTint } } },
            { "bad", { theme.bad, { theme.canvas, theme.panel, theme.accentTint, theme.backwardTint } } },
        };
        for (const auto &[what, pair] : pairs)
            for (const QColor &ground : pair.second)
                QVERIFY2(contrast(pair.first, ground) >= least,
                         qPrintable(named(QString::fromLatin1(what), pair.first, ground)));
        for (const QColor &ground : { theme.canvas, theme.panel, button })
            QVERIFY2(contrast(theme.disabledText, ground) >= 4.5, qPrintable(named(u"disabled"_s, theme.disabledText, ground)));
        const QPalette palette = theme.palette();
        for (const auto group : { QPalette::Active, QPalette::Inactive, QPalette::Disabled })
            for (const auto &[ink, paper] : { std::pair(QPalette::WindowText, QPalette::Window),
                                              { QPalette::Text, QPalette::Base },
                                              { QPalette::ButtonText, QPalette::Button },
                                              { QPalette::ToolTipText, QPalette::ToolTipBase },
                                              { QPalette::PlaceholderText, QPalette::Base },
                                              { QPalette::HighlightedText, QPalette::Highlight } })
                QVERIFY2(contrast(palette.color(group, ink), palette.color(group, paper)) >= 4.5,
                         qPrintable(named(u"palette"_s, palette.color(group, ink), palette.color(group, paper))));
    }

    void bordersAndCurves_data() { themes_data(); }
    void bordersAndCurves()
    {
        QFETCH(Theme, theme);
        const double least = theme.highContrast ? 4.5 : 3;
        for (const QColor &ground : { theme.canvas, theme.panel, theme.palette().color(QPalette::Button) })
            for (const QColor &line : { theme.border, theme.accent })
                QVERIFY2(contrast(line, ground) >= least, qPrintable(named(u"border"_s, line, ground)));
        for (const QColor &curve : { theme.faint, theme.forward, theme.backward, theme.test, theme.slate, theme.violet,
                                     theme.ochre, theme.rose, theme.moss })
            QVERIFY2(contrast(curve, theme.canvas) >= (theme.highContrast ? 4 : 3),
                     qPrintable(named(u"curve"_s, curve, theme.canvas)));
        QVERIFY(contrast(theme.accentText, theme.accent) >= least); // the knob of a ticked box
        QVERIFY2(contrast(theme.text, theme.panel) >= least, "focus of what is filled with the accent");
    }

    // What is not in the list above: each rule of the sheet that has a text, with its own ground or with any.
    void styleSheet_data() { themes_data(); }
    void styleSheet()
    {
        QFETCH(Theme, theme);
        const QList<Rule> rules = rulesOf(theme.styleSheet());
        QVERIFY(rules.size() > 60);
        for (const Rule &rule : rules) {
            const QList<QColor> grounds = rule.ground.isValid() ? QList{ rule.ground } : QList{ theme.canvas, theme.panel };
            const bool onAccent = rule.text == theme.accentText && !rule.ground.isValid();
            for (const QColor &ground : grounds)
                if (rule.text.isValid() && !onAccent)
                    QVERIFY2(contrast(rule.text, ground) >= 4.5, qPrintable(named(rule.selector, rule.text, ground)));
            const bool isField = rule.selector.contains("QLineEdit"_L1) || rule.selector.contains("QPushButton"_L1)
                || rule.selector.contains("QToolButton"_L1) || rule.selector.contains("indicator"_L1);
            if (!isField || !rule.border.isValid() || rule.selector.contains("disabled"_L1) || rule.border == theme.accent)
                continue;
            for (const QColor &ground : { theme.canvas, theme.panel })
                QVERIFY2(contrast(rule.border, ground) >= 3, qPrintable(named(rule.selector, rule.border, ground)));
        }
    }

    void placeholders_data() { themes_data(); }
    void placeholders()
    {
        QFETCH(Theme, theme);
        qApp->setPalette(theme.palette());
        qApp->setStyleSheet(theme.styleSheet());
        QLineEdit field;
        field.ensurePolished();
        const QColor colour = field.palette().color(QPalette::PlaceholderText);
        QCOMPARE(colour.alpha(), 255);
        QVERIFY2(contrast(colour, theme.canvas) >= 4.5, qPrintable(named(u"placeholder"_s, colour, theme.canvas)));
        QCOMPARE(field.palette().color(QPalette::Text), theme.text);
    }

    void paletteTellsItsTheme_data() { themes_data(); }
    void paletteTellsItsTheme()
    {
        QFETCH(Theme, theme);
        const Theme read = Theme::of(theme.palette());
        QCOMPARE(read.dark, theme.dark);
        QCOMPARE(read.highContrast, theme.highContrast);
    }
};

QTEST_MAIN(TestContrast)
#include "tst_contrast.moc"
