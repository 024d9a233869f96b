// SPDX-License-Identifier: GPL-3.0-or-later
// tests/lint tells what it found from what it could not look at, in a house of a few lines.
#include <QtCore/QDir>
#include <QtCore/QProcess>
#include <QtCore/QStandardPaths>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

class TestLint : public QObject
{
    Q_OBJECT

    QTemporaryDir m_house;

    void write(const QString &path, const QByteArray &contents) const
    {
        QFile file(m_house.filePath(path));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(contents) == contents.size());
    }

private slots:
    void initTestCase();
    void exitCodes_data();
    void exitCodes();
};

void TestLint::initTestCase()
{
    for (const QString &program : { u"clang-format"_s, u"clang-tidy"_s })
        if (QStandardPaths::findExecutable(program).isEmpty())
            QSKIP(qPrintable(u"There is no %1."_s.arg(program)));
    for (const char *room : { "core", "ui", "app", "tests", "build/lint" })
        QVERIFY(QDir(m_house.path()).mkpath(QString::fromLatin1(room)));
    QVERIFY(QFile::copy(QStringLiteral(CHAINRULE_SOURCES "/tests/lint"), m_house.filePath(u"tests/lint"_s)));
    write(u"app/prepare.sh"_s, "build_packages=\nrequire_packages() { :; }\n");
    const QString command = uR"({ "directory": "%1", "file": "core/row.cpp", "command": "c++ -c core/row.cpp" })"_s;
    write(u"build/lint/compile_commands.json"_s, '[' + command.arg(m_house.path()).toUtf8() + ']');
}

void TestLint::exitCodes_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QByteArray>("tidy");
    QTest::addColumn<QByteArray>("format");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QByteArray>("says");
    const QByteArray tidy = "Checks: '-*,modernize-use-nullptr'\n";
    const QByteArray format = "BasedOnStyle: LLVM\n";
    QTest::newRow("nothing found") << QByteArray("int *row = nullptr;\n") << tidy << format << 0 << QByteArray();
    QTest::newRow("a finding") << QByteArray("int *row = 0;\n") << tidy << format << 1 << QByteArray("[modernize-use-nullptr");
    QTest::newRow("another format") << QByteArray("int  *row = nullptr;\n") << tidy << format << 1
                                    << QByteArray("core/row.cpp");
    QTest::newRow("no C++") << QByteArray("int *row = none;\n") << tidy << format << 2 << QByteArray("Error while processing");
    QTest::newRow("no configuration of clang-tidy")
        << QByteArray("int *row = 0;\n") << QByteArray("Check: all\n") << format << 2 << QByteArray("unknown key 'Check'");
    QTest::newRow("no configuration of clang-format")
        << QByteArray("int *row = 0;\n") << tidy << QByteArray("Based: LLVM\n") << 2 << QByteArray("unknown key 'Based'");
}

void TestLint::exitCodes()
{
    QFETCH(QByteArray, source);
    QFETCH(QByteArray, tidy);
    QFETCH(QByteArray, format);
    write(u"core/row.cpp"_s, source);
    write(u".clang-tidy"_s, tidy);
    write(u".clang-format"_s, format);
    QProcess lint;
    lint.setProcessChannelMode(QProcess::MergedChannels);
    lint.setWorkingDirectory(m_house.path());
    lint.start(u"tests/lint"_s, { u"core/row.cpp"_s });
    QVERIFY(lint.waitForFinished());
    const QByteArray said = lint.readAll();
    QTEST(lint.exitCode(), "exitCode");
    QFETCH(QByteArray, says);
    QVERIFY2(says.isEmpty() ? said.isEmpty() : said.contains(says), said);
}

QTEST_GUILESS_MAIN(TestLint)
#include "tst_lint.moc"
