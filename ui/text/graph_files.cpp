// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/graph_files.h"

#include "text/inert_text.h"

namespace chainrule {

namespace {

constexpr qsizetype mostBytes = 200; // of 255, with a suffix and a number behind it
constexpr qsizetype mostTold = 40;

} // namespace

QString fileNameOf(const QString &title)
{
    static const QString notInFiles = u"/\\:*?\"<>|"_s; // on one system or another
    QString name = inertLine(title).simplified();
    for (QChar &character : name)
        if (notInFiles.contains(character))
            character = u'-';
    while (name.startsWith(u'.') || name.startsWith(u' ')) // a file that is not listed
        name.remove(0, 1);
    while (name.toUtf8().size() > mostBytes)
        name.chop(name.back().isLowSurrogate() ? 2 : 1);
    while (name.endsWith(u'.') || name.endsWith(u' '))
        name.chop(1);
    return name;
}

QString briefName(const QString &name)
{
    const QString line = name.simplified();
    return line.size() > mostTold ? line.left(mostTold - 1) + u'…' : line;
}

} // namespace chainrule
