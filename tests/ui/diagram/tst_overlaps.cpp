// SPDX-License-Identifier: GPL-3.0-or-later
// Nothing that is written stands on something else, and every figure is nearest to its own arrow: in every demo and in random
// graphs, folded and not, at single steps and over all of them. CHAINRULE_ROUNDS says how many random graphs.
#include "files/demos.h"
#include "tests/fixtures/overlaps.h"
#include "tests/fixtures/random_document.h"
#include "ui/diagram/diagram_scene.h"
#include "ui/session/graph_session.h"

#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace chainrule;

namespace {

constexpr int steps = 5; // that are looked at by themselves

int rounds()
{
#ifdef __SANITIZE_ADDRESS__
    constexpr int usual = 5;
#else
    constexpr int usual = 40;
#endif
    return qEnvironmentVariableIsSet("CHAINRULE_ROUNDS") ? qEnvironmentVariableIntValue("CHAINRULE_ROUNDS") : usual;
}

} // namespace

class TestOverlaps : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void demos_data();
    void demos();
    void randomGraphs_data();
    void randomGraphs();

private:
    static void look(GraphSession &session, const QSize &room);
    static void lookFoldedAndNot(const GraphDocument &document, const QSize &room);
};

void TestOverlaps::look(GraphSession &session, const QSize &room)
{
    DiagramScene scene(session);
    scene.setRoom(room, 12);
    scene.setStyle({ Theme::light(), QGuiApplication::font() });
    CheckMarks marks;
    for (NodeId node = 0; node < session.graph().size(); ++node)
        marks.agrees.insert(node, true);
    scene.setMarks(marks);
    const Lettering &letters = *scene.style().letters;
    Overlaps all(letters);
    for (int position = 0; position <= session.count(); ++position) {
        session.setPosition(position);
        scene.refresh();
        const std::vector<Drawing> drawings = scene.allDrawings(Detail::All);
        all.add(drawings);
        if (position % std::max(1, session.count() / (steps - 1)) != 0)
            continue;
        Overlaps one(letters);
        one.add(drawings);
        QVERIFY2(one.found().isEmpty(), qPrintable(u"step %1: "_s.arg(position) + one.found().join(u", "_s)));
    }
    QVERIFY2(all.found().isEmpty(), qPrintable(all.found().join(u", "_s)));
}

void TestOverlaps::lookFoldedAndNot(const GraphDocument &document, const QSize &room)
{
    GraphSession session;
    session.open(document);
    look(session, room);
    for (const DocumentGroup &group : document.groups) {
        session.setFolded(group.id, !session.isFolded(group.id));
        look(session, room);
    }
}

void TestOverlaps::demos_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QSize>("room");
    for (const QString &id : demoIds())
        for (const QSize &room : { QSize(620, 380), QSize(900, 480), QSize(1500, 800), QSize(3300, 1800) })
            QTest::addRow("%s %d", qPrintable(id), room.width()) << id << room;
}

void TestOverlaps::demos()
{
    QFETCH(QString, id);
    QFETCH(QSize, room);
    lookFoldedAndNot(*demo(id), room);
}

void TestOverlaps::randomGraphs_data()
{
    QTest::addColumn<int>("seed");
    for (int seed = 0; seed < rounds(); ++seed)
        QTest::addRow("%d", seed) << seed;
}

void TestOverlaps::randomGraphs()
{
    QFETCH(int, seed);
    const int nodes = 3 + (seed * 17) % 58;
    lookFoldedAndNot(RandomDocument(unsigned(seed), seed % 2 == 1).make(nodes), { 900, 480 });
}

QTEST_MAIN(TestOverlaps)
#include "tst_overlaps.moc"
