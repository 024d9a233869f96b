// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/op_files.h"

#include "document/utf8.h"

#include <QtCore/QDir>
#include <QtCore/QFile>

using namespace Qt::StringLiterals;

// Resources of a static library are dropped by the linker unless they are asked for, outside of any namespace.
static void initOpFiles()
{
    Q_INIT_RESOURCE(ops);
}

namespace chainrule {

QByteArray opFile(std::string_view op, const QString &name)
{
    initOpFiles();
    QFile file(u":/ops/%1/%2"_s.arg(fromUtf8(op), name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QStringList opFolders()
{
    initOpFiles();
    return QDir(u":/ops"_s).entryList(QDir::Dirs, QDir::Name);
}

} // namespace chainrule
