// SPDX-License-Identifier: GPL-3.0-or-later
// Every subcommand over every document of the fuzzers' corpus: what cannot be done is said, and nothing is aborted.
#include "tests/cli/program.h"

#include <QtCore/QDir>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace chainrule;

class TestCliCorpus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingAborts_data();
    void nothingAborts();

private:
    QStringList commands() const;
    QTemporaryDir m_folder;
};

void TestCliCorpus::nothingAborts_data()
{
    QTest::addColumn<QString>("path");
    const QDir corpus(QStringLiteral(CHAINRULE_CORPUS));
    const QStringList documents = corpus.entryList(QDir::Files, QDir::Name);
    QVERIFY(documents.size() > 40);
    for (const QString &document : documents)
        QTest::newRow(qPrintable(document)) << corpus.filePath(document);
}

QStringList TestCliCorpus::commands() const
{
    QStringList commands;
    for (const char *command : { "eval --json", "check", "check --json --precision float", "python", "python --torch" })
        commands.append(QLatin1String(command));
    for (const char *picture : { "--step all -o %1/all.svg", "--theme dark -o %1/dark.pdf" })
        commands.append(u"render "_s + QString::fromLatin1(picture).arg(m_folder.path()));
    return commands;
}

void TestCliCorpus::nothingAborts()
{
    QFETCH(QString, path);
    const QStringList all = commands();
    std::vector<std::unique_ptr<QProcess>> processes;
    for (const QString &command : all) {
        QProcess &process = *processes.emplace_back(std::make_unique<QProcess>());
        process.setProcessEnvironment(bareEnvironment());
        process.start(QStringLiteral(CHAINRULE_PROGRAM), words(command) + QStringList{ u"--graph"_s, path });
    }
    for (const auto &process : processes)
        process->waitForFinished(patience);
    for (std::size_t i = 0; i < processes.size(); ++i) {
        QProcess &process = *processes[i];
        const QByteArray said = process.readAllStandardOutput() + process.readAllStandardError();
        const QByteArray about = all[qsizetype(i)].toUtf8() + ": " + said;
        QVERIFY2(process.state() == QProcess::NotRunning && process.exitStatus() == QProcess::NormalExit, about);
        QVERIFY2(process.exitCode() == 0 || (process.exitCode() == 1 && !said.isEmpty()), about);
        QVERIFY2(!said.contains("runtime error:") && !said.contains("Sanitizer"), about); // which end with 1 as well
    }
}

QTEST_GUILESS_MAIN(TestCliCorpus)
#include "tst_cli_corpus.moc"
