// SPDX-License-Identifier: GPL-3.0-or-later
// Finds a Python that has NumPy, for tests that run one.
#pragma once

#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtCore/QStandardPaths>

// The candidates' first that has NumPy, or an empty string.
inline QString pythonWithNumpy()
{
    const QString onPath = QStandardPaths::findExecutable(QStringLiteral("python3"));
    for (const QString &candidate : { QStringLiteral("/usr/bin/python3"), onPath }) {
        const QString asks = QStringLiteral("import importlib.util, sys\nsys.exit(importlib.util.find_spec('numpy') is None)");
        if (!candidate.isEmpty() && QFile::exists(candidate)
            && QProcess::execute(candidate, { QStringLiteral("-c"), asks }) == 0)
            return candidate;
    }
    return {};
}
