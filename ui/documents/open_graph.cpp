// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/documents/open_graph.h"

#include "document/fault_document.h"
#include "files/document_io.h"

#include <QtCore/QFileInfo>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

// Without what is played with: numbers of the same shape, what is folded, where the timeline stands.
GraphDocument skeleton(GraphDocument document)
{
    for (DocumentNode &node : document.nodes)
        node.value.values.clear();
    for (DocumentGroup &group : document.groups)
        group.folded = false;
    document.timeline = 0;
    document.hidden.clear();
    return document;
}

// The copies are made only where they can be alike.
bool haveOneSkeleton(const GraphDocument &a, const GraphDocument &b)
{
    const auto sameWires = [](const DocumentNode &x, const DocumentNode &y) { return x.id == y.id && x.inputs == y.inputs; };
    return std::ranges::equal(a.nodes, b.nodes, sameWires) && skeleton(a) == skeleton(b);
}

} // namespace

OpenGraph::OpenGraph(int number, std::shared_ptr<GraphState> state)
    : m_number(number)
{
    setState(std::move(state));
}

OpenGraph::OpenGraph(int number, FileClaim file)
    : m_number(number)
    , m_file(std::move(file))
{
}

QString OpenGraph::key() const
{
    return path().isEmpty() ? u"open:%1"_s.arg(m_number) : path();
}

QString OpenGraph::name() const
{
    if (!path().isEmpty())
        return QFileInfo(path()).completeBaseName();
    const QString &title = m_state->document.title;
    return title.isEmpty() ? tr("Untitled") : title;
}

bool OpenGraph::isModified() const
{
    return m_state && (!m_state->undoStack.isClean() || m_state->predicts != m_predicted);
}

bool OpenGraph::isWorthKeeping() const
{
    return isModified() && (!path().isEmpty() || m_isOther);
}

void OpenGraph::review()
{
    m_isOther = false;
    if (!isModified() || !path().isEmpty())
        return; // nobody asks
    const GraphDocument &now = m_state->document;
    // A fault may take a group's place; what else is there was there before.
    const auto wasThere = [this](const DocumentNode &node) { return m_opened.node(node.id) != nullptr; };
    m_isOther = faultyNode(now) ? !std::ranges::all_of(now.nodes, wasThere) : !haveOneSkeleton(now, m_opened);
}

void OpenGraph::read()
{
    m_file.setSeen(); // before: what is written meanwhile is told rather than lost
    setState(std::make_shared<GraphState>(loadDocument(path())));
}

void OpenGraph::setState(std::shared_ptr<GraphState> state)
{
    m_state = std::move(state);
    m_opened = m_state->document;
    m_predicted = m_state->predicts;
    review();
}

void OpenGraph::setUnsaved()
{
    m_begun = true;
    m_opened = {};
    m_state->undoStack.resetClean();
    review();
}

void OpenGraph::setFingerprint(const QByteArray &fingerprint)
{
    if (fingerprint.isEmpty())
        m_file.setSeen();
    else
        m_file.setFingerprint(fingerprint);
}

void OpenGraph::save(const QString &path)
{
    saveDocument(path, snapshot(*m_state));
    if (path != this->path()) {
        m_file = {}; // another name of the same file is not somebody else's
        m_file = FileClaim(path);
    }
    m_file.setSeen();
    m_predicted = m_state->predicts;
    m_state->undoStack.setClean();
}

} // namespace chainrule
