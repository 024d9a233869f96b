// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/documents/open_graphs.h"

#include "ui/documents/remembered_paths.h"
#include "ui/session/graph_session.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

constexpr qsizetype mostOpen = 1'000;

} // namespace

OpenGraphs::OpenGraphs(GraphSession &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_files(new RememberedPaths(u"documents/open"_s, mostOpen, this))
{
    follow();
    connect(&session, &GraphSession::documentChanged, this, &OpenGraphs::follow);
    connect(&session, &GraphSession::predictsChanged, this, &OpenGraphs::review);
    connect(&session.undo(), &QUndoGroup::indexChanged, this, &OpenGraphs::review);
    connect(&session.undo(), &QUndoGroup::cleanChanged, this, &OpenGraphs::review);
}

void OpenGraphs::review()
{
    m_shown->review();
    Q_EMIT changed();
}

// Another graph may have come from anywhere.
void OpenGraphs::follow()
{
    const auto isShown = [this](const auto &graph) { return graph->state() == m_session.state(); };
    const auto found = std::ranges::find_if(m_graphs, isShown);
    OpenGraph *before = m_shown;
    m_shown = found != m_graphs.end() ? found->get() : &insert(std::make_unique<OpenGraph>(++m_lastNumber, m_session.state()));
    if (before && before != m_shown && !before->stays())
        std::erase_if(m_graphs, [before](const auto &graph) { return graph.get() == before; });
    Q_EMIT changed();
}

OpenGraph &OpenGraphs::insert(std::unique_ptr<OpenGraph> graph)
{
    return **m_graphs.insert(m_graphs.begin(), std::move(graph));
}

std::vector<OpenGraph *> OpenGraphs::own() const
{
    std::vector<OpenGraph *> graphs;
    for (const auto &graph : m_graphs)
        if (graph->isOwn())
            graphs.push_back(graph.get());
    return graphs;
}

OpenGraph *OpenGraphs::find(const QString &key) const
{
    const auto found = std::ranges::find(m_graphs, key, [](const auto &graph) { return graph->key(); });
    return found == m_graphs.end() ? nullptr : found->get();
}

OpenGraph *OpenGraphs::find(int number) const
{
    const auto found = std::ranges::find(m_graphs, number, [](const auto &graph) { return graph->number(); });
    return found == m_graphs.end() ? nullptr : found->get();
}

OpenGraph &OpenGraphs::add(const GraphDocument &document)
{
    return insert(std::make_unique<OpenGraph>(++m_lastNumber, std::make_shared<GraphState>(document)));
}

OpenGraph &OpenGraphs::addFile(const QString &path)
{
    if (OpenGraph *there = find(path))
        return *there;
    m_files->add(path);
    return insert(std::make_unique<OpenGraph>(++m_lastNumber, FileClaim(path)));
}

void OpenGraphs::show(OpenGraph &graph)
{
    if (&graph != m_shown || graph.state() != m_session.state()) // work that was taken back may have come between
        m_session.takeUp(graph.state());
}

void OpenGraphs::remove(OpenGraph &graph)
{
    const int number = graph.number(); // it may be gone once another is shown
    const QString path = graph.path();
    if (&graph == m_shown)
        m_session.open({});
    m_files->remove(path);
    std::erase_if(m_graphs, [number](const auto &each) { return each->number() == number; });
    Q_EMIT changed();
}

void OpenGraphs::save(OpenGraph &graph, const QString &path)
{
    const QString before = graph.path();
    graph.save(path);
    if (before != path) {
        m_files->remove(before);
        m_files->add(path);
    }
    Q_EMIT changed();
}

void OpenGraphs::restore()
{
    for (const QString &path : m_files->paths())
        if (FileClaim file(path); !file.isElsewhere() && !find(path))
            m_graphs.push_back(std::make_unique<OpenGraph>(++m_lastNumber, std::move(file)));
    Q_EMIT changed();
}

} // namespace chainrule
