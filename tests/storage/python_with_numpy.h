// SPDX-License-Identifier: GPL-3.0-or-later
// Finds a Python that has a module, for tests that run one.
#pragma once

#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtCore/QStandardPaths>

// The candidates' first that has it, or an empty string.
inline QString pythonWith(const QString &module)
{
    const QString onPath = QStandardPaths::findExecutable(QStringLiteral("python3"));
    for (const QString &candidate : { QStringLiteral("/usr/bin/python3"), onPath }) {
        const QString asks =
            QStringLiteral("import importlib.util, sys\nsys.exit(importlib.util.find_spec('%1') is None)").arg(module);
        if (!candidate.isEmpty() && QFile::exists(candidate)
            && QProcess::execute(candidate, { QStringLiteral("-c"), asks }) == 0)
            return candidate;
    }
    return {};
}

inline QString pythonWithNumpy()
{
    return pythonWith(QStringLiteral("numpy"));
}
