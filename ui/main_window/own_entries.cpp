// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/own_entries.h"

#include "ui/documents/open_graphs.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>

namespace chainrule {

namespace {

struct OwnWords
{
    Q_DECLARE_TR_FUNCTIONS(OwnGraphs)
};

QString state(const OpenGraph &graph)
{
    if (graph.path().isEmpty())
        return OwnWords::tr("unsaved");
    return graph.isModified() ? OwnWords::tr("changed") : QString();
}

QString tip(const OpenGraph &graph)
{
    return graph.path().isEmpty() ? OwnWords::tr("%1 is in no file yet.").arg(graph.name())
                                  : QDir::toNativeSeparators(graph.path());
}

} // namespace

QList<OwnEntry> ownEntries(const OpenGraphs &graphs)
{
    QList<OwnEntry> entries;
    for (const OpenGraph *graph : graphs.own())
        entries.append({ graph->key(), graph->name(), state(*graph), tip(*graph) });
    return entries;
}

} // namespace chainrule
