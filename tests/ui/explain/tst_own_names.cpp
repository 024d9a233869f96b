// SPDX-License-Identifier: GPL-3.0-or-later
// Explain, captions and Predict speak of this graph: of its own names, and of no node that the picture does not show.
#include "files/demos.h"
#include "tests/fixtures/diagram_window.h"
#include "text/expression.h"
#include "ui/explain/explanation.h"
#include "ui/lab/lab_words.h"
#include "ui/session/visible_graph.h"

#include <QtCore/QRegularExpression>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace chainrule;

namespace {

Explanation explained(const GraphSession &session)
{
    return explain(session, VisibleGraph::of(session));
}

QStringList wordsIn(const QString &text)
{
    static const QRegularExpression word(u"[\\p{L}_][\\p{L}\\p{N}_]*"_s);
    QStringList words;
    for (auto match = word.globalMatch(text); match.hasNext();)
        words.append(match.next().captured());
    return words;
}

// All that stands in a formula.
QStringList wordsIn(const Formula &formula)
{
    QStringList words = formula.kind == Formula::Kind::Text ? wordsIn(QString(formula.text).remove(u'∂')) : QStringList();
    for (const Formula &part : formula.parts)
        words += wordsIn(part);
    return words;
}

// What a person can see: names of inputs, operations and folded groups, and the result's.
QSet<QString> seenNames(const GraphSession &session)
{
    QSet<QString> names;
    for (const VisibleNode &node : VisibleGraph::of(session).nodes)
        for (const QString &word : wordsIn(node.name))
            names.insert(word);
    names.insert(session.documentNode(session.compiled().result).name);
    return names;
}

} // namespace

class TestOwnNames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theChainRulesOwn();
    void captionsAndReasons_data();
    void captionsAndReasons();
    void onlyWhatIsSeenIsNamed_data();
    void onlyWhatIsSeenIsNamed();
    void predictNamesTheFoldedGroup();
};

// Its z is the square of t, and x is an input of 1: no card calls t's gradient x's.
void TestOwnNames::theChainRulesOwn()
{
    GraphSession session;
    session.open(*demo(u"chain"_s));
    session.setPosition(session.seedPosition() + 1);
    const Explanation square = explained(session);
    QCOMPARE(square.formula.plainText(), u"z = t^2"_s);
    QCOMPARE(square.cards.size(), 1);
    QCOMPARE(square.cards[0].rule.plainText(), u"∂L/∂t = ∂L/∂z · ∂z/∂t = ∂L/∂z · 2t"_s);
    QCOMPARE(square.cards[0].numbers.plainText(), u"= 1 × 2 · 3 = 6"_s);
    QVERIFY2(square.why.startsWith(u"t · t uses t twice"_s) && square.why.endsWith(u"2t."_s), qPrintable(square.why));
    session.setPosition(session.count());
    QCOMPARE(explained(session).cards[1].rule.plainText(), u"∂L/∂y = ∂L/∂t · ∂t/∂y = ∂L/∂t · 1"_s);
}

void TestOwnNames::captionsAndReasons_data()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *expression, const char *says) {
        QTest::newRow(expression) << QString::fromUtf8(expression) << QString::fromUtf8(says);
    };
    row("pixels = [[1, 2]]; V = [[1], [2]]; c = [[3]]; affine(pixels, V, c)", "pixels and V receive the gradient");
    row("speed = 2; speed ** 2", "2 · speed");
    row("a = 2; b = 3; a / b", "divided by b to the first input, and times −a/b² to the second");
    row("w = 2; 1 / (1 + exp(-w))", "−"); // a constant is its number
}

void TestOwnNames::captionsAndReasons()
{
    QFETCH(QString, expression);
    QFETCH(QString, says);
    GraphSession session;
    session.open(documentOf(expression));
    QString all;
    for (int position = 1; position <= session.count(); ++position) {
        session.setPosition(position);
        all += captionOf(session, VisibleGraph::of(session)) + u'\n' + explained(session).text + u'\n' + explained(session).why;
    }
    QVERIFY2(all.contains(says), qPrintable(all));
}

void TestOwnNames::onlyWhatIsSeenIsNamed_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<bool>("folded");
    for (const QString &id : demoIds())
        for (const bool folded : { false, true })
            QTest::addRow("%s %s", qPrintable(id), folded ? "folded" : "apart") << id << folded;
}

void TestOwnNames::onlyWhatIsSeenIsNamed()
{
    QFETCH(QString, id);
    QFETCH(bool, folded);
    const QStringList mathematics = u"L log exp max min e N n i k rows row softmax Σ"_s.split(u' ');
    GraphSession session;
    session.open(*demo(id));
    for (const DocumentGroup &group : session.document().groups) {
        if (folded)
            session.setFolded(group.id, true);
        const QSet<QString> seen = seenNames(session);
        for (int position = 1; position <= session.count(); ++position) {
            session.setPosition(position);
            const Explanation e = explained(session);
            QStringList spoken = wordsIn(e.formula);
            for (const ExplanationCard &card : e.cards)
                spoken += wordsIn(card.rule) + wordsIn(card.about);
            for (const QString &name : std::as_const(spoken))
                QVERIFY2(seen.contains(name) || mathematics.contains(name),
                         qPrintable(name + u" in "_s + e.formula.plainText() + u" at "_s + QString::number(position)));
        }
    }
}

void TestOwnNames::predictNamesTheFoldedGroup()
{
    GraphSession session;
    session.open(*demo(u"softmax_loss"_s));
    session.setFolded(u"softmax"_s, true);
    session.setPosition(0);
    const std::vector<Question> questions = questionsAfter(session.run(), session.trace());
    QVERIFY(!questions.empty());
    QVERIFY2(questionText(session, questions.front()).startsWith(u"Which value does Softmax"_s),
             qPrintable(questionText(session, questions.front())));
}

QTEST_MAIN(TestOwnNames)
#include "tst_own_names.moc"
