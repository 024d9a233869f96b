// SPDX-License-Identifier: GPL-3.0-or-later
// The house has the rooms of README's table, and every include leads down. Stairs that run up, or round in a circle, are told
// with the file that has them.
#include <QtCore/QDir>
#include <QtCore/QDirIterator>
#include <QtCore/QMap>
#include <QtCore/QRegularExpression>
#include <QtTest/QTest>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostFiles = 40; // in a folder, as a newcomer reads its listing
constexpr qsizetype mostLines = 400; // of a file
constexpr qsizetype mostTestLines = 500;

const QDir &house()
{
    static const QDir top(QStringLiteral(CHAINRULE_SOURCES));
    return top;
}

QString contents(const QString &path)
{
    QFile file(house().filePath(path));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QStringList sourcesIn(const QStringList &folders)
{
    QStringList sources;
    for (const QString &folder : folders) {
        QDirIterator files(house().filePath(folder), { u"*.h"_s, u"*.cpp"_s }, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext())
            sources.append(house().relativeFilePath(files.next()));
    }
    sources.sort();
    return sources;
}

QString roomOf(const QString &path)
{
    return path.section(u'/', 0, -2);
}

// Room → floor, the lowest being 0. In a row of the table `a` > `b` stands above, `a`, `b` stand beside each other; rows go
// from the roof down.
QMap<QString, int> floorsOf(const QString &readme)
{
    static const QRegularExpression row(u"^\\| (`(?:app|core|ui)[^|]*) \\|"_s, QRegularExpression::MultilineOption);
    static const QRegularExpression room(u"`([^`]+)`"_s);
    QList<QStringList> floors;
    for (const QRegularExpressionMatch &match : row.globalMatch(readme)) {
        for (const QString &floor : match.captured(1).split(u'>')) {
            QStringList rooms;
            for (const QRegularExpressionMatch &name : room.globalMatch(floor))
                rooms.append(name.captured(1));
            floors.prepend(rooms);
        }
    }
    QMap<QString, int> floorOf;
    for (int floor = 0; floor < floors.size(); ++floor)
        for (const QString &name : floors[floor])
            floorOf[name] = floor;
    return floorOf;
}

// The file of the house that an include means; core is on the include path.
std::optional<QString> meant(const QString &include)
{
    for (const QString &path : { include, u"core/"_s + include })
        if (QFile::exists(house().filePath(path)))
            return path;
    return std::nullopt;
}

QStringList includesOf(const QString &source)
{
    static const QRegularExpression include(u"^#include \"([^\"]+)\""_s, QRegularExpression::MultilineOption);
    QStringList includes;
    for (const QRegularExpressionMatch &match : include.globalMatch(contents(source)))
        includes.append(match.captured(1));
    return includes;
}

// Every arrow that does not lead down, in a sentence each.
QStringList wrongArrows(const QMap<QString, int> &floors)
{
    QStringList wrong;
    for (const QString &source : sourcesIn({ u"core"_s, u"ui"_s, u"app"_s })) {
        const QString room = roomOf(source);
        if (!floors.contains(room)) {
            wrong.append(u"%1 stands in %2, which is no room of README's table."_s.arg(source, room));
            continue;
        }
        for (const QString &include : includesOf(source)) {
            const std::optional<QString> file = meant(include);
            const QString other = file ? roomOf(*file) : QString();
            if (other != room && floors.value(other, floors[room]) >= floors[room])
                wrong.append(u"%1 includes %2: %3 does not stand below %4."_s.arg(source, include, other, room));
        }
    }
    return wrong;
}

QString told(const QStringList &sentences)
{
    return sentences.join(u'\n');
}

} // namespace

class TestRooms final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyRoomOfTheTableHasFiles();
    void everyIncludeLeadsDown();
    void arrowThatRunsUpIsTold();
    void engineKnowsNoQt();
    void plotsAreBehindTheirOwnHeaders();
    void styleSheetIsOne();
    void foldersAndFilesAreOfASizeToBeRead();
};

void TestRooms::everyRoomOfTheTableHasFiles()
{
    const QMap<QString, int> floors = floorsOf(contents(u"README.md"_s));
    QStringList empty;
    for (auto room = floors.keyBegin(); room != floors.keyEnd(); ++room)
        if (QDir(house().filePath(*room)).entryList({ u"*.h"_s, u"*.cpp"_s }, QDir::Files).isEmpty())
            empty.append(*room + u" is in README's table, and nothing is in it."_s);
    QVERIFY2(empty.isEmpty(), qPrintable(told(empty)));
    QVERIFY2(floors.contains(u"core/engine"_s) && floors.value(u"core/engine"_s) == 0, "the engine is the ground floor");
}

void TestRooms::everyIncludeLeadsDown()
{
    const QStringList wrong = wrongArrows(floorsOf(contents(u"README.md"_s)));
    QVERIFY2(wrong.isEmpty(), qPrintable(told(wrong)));
}

// The test itself: where two rooms have changed places, somebody's stairs run up.
void TestRooms::arrowThatRunsUpIsTold()
{
    QMap<QString, int> floors = floorsOf(contents(u"README.md"_s));
    std::swap(floors[u"core/engine"_s], floors[u"core/document"_s]);
    const QStringList wrong = wrongArrows(floors);
    const auto isTold = [](const QString &sentence) {
        return sentence.startsWith(u"core/document/compiled_graph.h includes engine/"_s)
            && sentence.endsWith(u"core/engine does not stand below core/document."_s);
    };
    QVERIFY2(std::ranges::any_of(wrong, isTold), qPrintable(told(wrong)));
    floors.remove(u"core/probe"_s);
    QVERIFY(told(wrongArrows(floors)).contains(u"which is no room of README's table."_s));
}

void TestRooms::engineKnowsNoQt()
{
    static const QRegularExpression qt(u"#include <Q"_s);
    QStringList wrong;
    for (const QString &source : sourcesIn({ u"core/engine"_s, u"core/probe"_s, u"core/digits"_s, u"core/training"_s }))
        if (contents(source).contains(qt))
            wrong.append(source + u" includes Qt."_s);
    QVERIFY2(wrong.isEmpty(), qPrintable(told(wrong)));
}

void TestRooms::plotsAreBehindTheirOwnHeaders()
{
    QStringList wrong;
    for (const QString &source : sourcesIn({ u"core"_s, u"ui"_s, u"app"_s }))
        if (contents(source).contains(u"qcustomplot.h"_s)
            && !(source.startsWith(u"ui/widgets/plot/"_s) && source.endsWith(u".cpp"_s)))
            wrong.append(source + u" includes QCustomPlot's header."_s);
    QVERIFY2(wrong.isEmpty(), qPrintable(told(wrong)));
}

// What a text or a control looks like is said once, in ui/theme.
void TestRooms::styleSheetIsOne()
{
    static const QRegularExpression own(u"setStyleSheet\\(|font-size"_s);
    QStringList wrong;
    for (const QString &source : sourcesIn({ u"ui"_s, u"app"_s }))
        if (!source.startsWith(u"ui/theme/"_s) && contents(source).contains(own))
            wrong.append(source + u" has a style sheet of its own."_s);
    QVERIFY2(wrong.isEmpty(), qPrintable(told(wrong)));
}

void TestRooms::foldersAndFilesAreOfASizeToBeRead()
{
    QStringList wrong;
    QMap<QString, qsizetype> counts;
    for (const QString &source : sourcesIn({ u"core"_s, u"ui"_s, u"app"_s, u"tests"_s })) {
        ++counts[roomOf(source)];
        const qsizetype lines = contents(source).count(u'\n');
        if (lines > (source.startsWith(u"tests/"_s) ? mostTestLines : mostLines))
            wrong.append(u"%1 has %2 lines."_s.arg(source).arg(lines));
    }
    for (auto count = counts.cbegin(); count != counts.cend(); ++count)
        if (*count > mostFiles)
            wrong.append(u"%1 has %2 files."_s.arg(count.key()).arg(*count));
    QVERIFY2(wrong.isEmpty(), qPrintable(told(wrong)));
}

QTEST_GUILESS_MAIN(TestRooms)
#include "tst_rooms.moc"
