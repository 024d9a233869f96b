// SPDX-License-Identifier: GPL-3.0-or-later
// Texts as a translator gets them from lupdate: under the context in which the program looks for them, with forms for one and
// for several wherever a number stands beside what it counts.
#include <QtCore/QDirIterator>
#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtCore/QRegularExpression>
#include <QtCore/QSet>
#include <QtCore/QStandardPaths>
#include <QtCore/QTemporaryDir>
#include <QtCore/QXmlStreamReader>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    QString context, source, place;
    bool counts = false; // has forms
};

QString lupdate()
{
    const QString debians = QStandardPaths::findExecutable(u"lupdate"_s, { u"/usr/lib/qt6/bin"_s });
    return debians.isEmpty() ? QStandardPaths::findExecutable(u"lupdate-qt6"_s) : debians;
}

QString contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QList<Text> textsIn(const QString &catalogue)
{
    QList<Text> texts;
    QXmlStreamReader xml(contents(catalogue));
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == "name"_L1)
            context = xml.readElementText();
        else if (xml.name() == "message"_L1)
            texts.append({ context, {}, {}, xml.attributes().value("numerus"_L1) == "yes"_L1 });
        else if (xml.name() == "location"_L1)
            texts.back().place = u"%1:%2"_s.arg(xml.attributes().value("filename"_L1), xml.attributes().value("line"_L1));
        else if (xml.name() == "source"_L1)
            texts.back().source = xml.readElementText();
    }
    return texts;
}

// As the program will ask: classes that are QObjects by their full name, others by the one that they declare.
QSet<QString> contextsOfSources(const QString &sources)
{
    static const QRegularExpression object(u"class (\\w+)[^;{]*\\{\\s*Q_OBJECT"_s),
        declared(u"(?:Q_DECLARE_TR_FUNCTIONS\\(|translate\\(\")([\\w:]+)"_s);
    QSet<QString> contexts;
    for (const QString &room : { u"/ui"_s, u"/app"_s, u"/core"_s }) {
        QDirIterator files(sources + room, { u"*.h"_s, u"*.cpp"_s }, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString text = contents(files.next());
            for (auto found = object.globalMatch(text); found.hasNext();)
                contexts.insert(u"chainrule::"_s + found.next().captured(1));
            for (auto found = declared.globalMatch(text); found.hasNext();)
                contexts.insert(found.next().captured(1));
        }
    }
    return contexts;
}

} // namespace

class TestTexts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void contextsAreThoseOfTheProgram();
    void whatIsCountedHasForms();
    void noSpaceIsLeftToATranslator();

private:
    QTemporaryDir m_folder;
    QList<Text> m_texts;
    QString m_said;
};

void TestTexts::initTestCase()
{
    if (lupdate().isEmpty())
        QSKIP("There is no lupdate (qt6-l10n-tools): the texts are not looked at.");
    const QString catalogue = m_folder.filePath(u"all.ts"_s);
    QProcess process;
    process.setWorkingDirectory(QStringLiteral(CHAINRULE_SOURCES));
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(lupdate(),
                  { u"-I."_s, u"-Icore"_s, u"ui"_s, u"app"_s, u"core"_s, u"-locations"_s, u"absolute"_s, u"-ts"_s, catalogue });
    if (!process.waitForFinished(120'000) || process.exitCode() != 0)
        QSKIP("This lupdate cannot be run: the texts are not looked at."); // as qtchooser's is without Qt 5
    m_said = QString::fromUtf8(process.readAll());
    m_texts = textsIn(catalogue);
    QVERIFY2(m_texts.size() > 900, qPrintable(m_said));
}

void TestTexts::contextsAreThoseOfTheProgram()
{
    QVERIFY2(!m_said.contains("unknown namespace"_L1) && !m_said.contains("lacks Q_OBJECT"_L1), qPrintable(m_said));
    const QSet<QString> known = contextsOfSources(QStringLiteral(CHAINRULE_SOURCES));
    for (const Text &text : m_texts)
        QVERIFY2(known.contains(text.context), qPrintable(u"%1: %2 in %3"_s.arg(text.place, text.source, text.context)));
}

// "%1 images" says "1 images", and in Polish cannot be said at all.
void TestTexts::whatIsCountedHasForms()
{
    // Verbs, and what is no count.
    const QString others =
        u"is|was|as|its|this|has|does|goes|gives|holds|lacks|ends|takes|needs|happens|comes|makes|works|sends|"
        "refuses|receives|files|gradients do|times its|[a-z]*ss"_s;
    const QRegularExpression counted(u"(^|[^%])%L?[1-9] (?!(?:"_s + others + u")\\b)[a-z]*[a-z]{2}s\\b"_s);
    for (const Text &text : m_texts) {
        const QString told = text.place + u": "_s + text.source;
        QVERIFY2(text.counts || !counted.match(text.source).hasMatch(), qPrintable(told));
        QVERIFY2(text.counts || !text.source.contains("(s)"_L1), qPrintable(told));
        QVERIFY2(text.counts || !text.source.contains("%n"_L1), qPrintable(told));
    }
}

// What begins or ends with a space is a piece of a sentence.
void TestTexts::noSpaceIsLeftToATranslator()
{
    for (const Text &text : m_texts)
        QVERIFY2(text.source == text.source.trimmed(), qPrintable(text.place + u": “"_s + text.source + u'”'));
}

QTEST_GUILESS_MAIN(TestTexts)
#include "tst_texts.moc"
