// SPDX-License-Identifier: GPL-3.0-or-later
// The program as a shell runs it, and what it leaves: what is on stdout and stderr, and the exit code.
#pragma once

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QProcess>

namespace chainrule {

using namespace Qt::StringLiterals;

constexpr int patience = 240'000; // ms; less than Qt Test allows a function

struct Outcome
{
    int exitCode = -1;
    QByteArray out;
    QByteArray errors;

    QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
};

// Without a display, and without being told that there is none; neither MNIST nor the user's data folder is to be found.
inline QProcessEnvironment bareEnvironment()
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char *name : { "DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "CHAINRULE_MNIST_DIR" })
        environment.remove(QLatin1String(name));
    environment.insert(u"XDG_DATA_HOME"_s, u"/nonexistent"_s);
    return environment;
}

// What a process leaves that was started.
inline Outcome outcomeOf(QProcess &process)
{
    process.waitForFinished(patience);
    const bool exited = process.exitStatus() == QProcess::NormalExit && process.error() == QProcess::UnknownError;
    return { exited ? process.exitCode() : -1, process.readAllStandardOutput(), process.readAllStandardError() };
}

inline Outcome run(const QStringList &arguments, const QProcessEnvironment &environment = bareEnvironment())
{
    QProcess process;
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(CHAINRULE_PROGRAM), arguments);
    return outcomeOf(process);
}

// The words of a command; what is within bars is one of them.
inline QStringList words(const QString &command)
{
    QStringList arguments;
    const QStringList parts = command.split(u'|');
    for (qsizetype i = 0; i < parts.size(); ++i)
        arguments += i % 2 == 1 ? QStringList(parts[i]) : parts[i].split(u' ', Qt::SkipEmptyParts);
    return arguments;
}

inline Outcome run(const char *command)
{
    return run(words(QString::fromUtf8(command)));
}

// One of the nodes that `eval --json` writes.
inline QJsonObject nodeNamed(const QJsonObject &graph, const QString &name)
{
    for (const QJsonValue &node : graph["nodes"_L1].toArray())
        if (node["name"_L1] == name)
            return node.toObject();
    return {};
}

inline QJsonObject nodeNamed(const QJsonObject &graph, const char *name)
{
    return nodeNamed(graph, QString::fromUtf8(name));
}

} // namespace chainrule
