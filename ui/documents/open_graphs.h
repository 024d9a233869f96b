// SPDX-License-Identifier: GPL-3.0-or-later
// The one owner of the graphs that are open: each with its undo and its place in the timeline, one of them shown.
#pragma once

#include "ui/documents/open_graph.h"

#include <QtCore/QObject>

#include <vector>

namespace chainrule {

class GraphSession;
class RememberedPaths;

// Follows the session: what is opened in it is one of these. What was shown before stays, if it is somebody's own.
class OpenGraphs final : public QObject
{
    Q_OBJECT

public:
    OpenGraphs(GraphSession &session, QObject *parent);

    OpenGraph &shown() const { return *m_shown; }
    // Those that are somebody's own, the one that was opened last first.
    std::vector<OpenGraph *> own() const;
    OpenGraph *find(const QString &key) const; // nullptr when there is none
    OpenGraph *find(int number) const;

    // Beside the others; not shown yet.
    OpenGraph &add(const GraphDocument &document);
    // In this file, not read yet; the one that has it already.
    OpenGraph &addFile(const QString &path);
    void show(OpenGraph &graph); // throws std::bad_alloc; what was shown is then shown as before
    // With all that is not saved of it. The one that is shown only when nothing else can be.
    void remove(OpenGraph &graph);
    void save(OpenGraph &graph, const QString &path); // throws StorageError

    // The files that were open when the program ended, unless another window has them.
    void restore();

Q_SIGNALS:
    void changed(); // which there are, which is shown, what one is called, or whether all of it is saved

private:
    OpenGraph &insert(std::unique_ptr<OpenGraph> graph);
    void follow();
    void review();

    GraphSession &m_session;
    RememberedPaths *m_files; // that are open
    std::vector<std::unique_ptr<OpenGraph>> m_graphs; // the newest first
    OpenGraph *m_shown = nullptr; // always one of them
    int m_lastNumber = 0;
};

} // namespace chainrule
