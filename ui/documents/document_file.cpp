// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/documents/document_file.h"

#include "document/fault_document.h"
#include "files/document_io.h"
#include "ui/session/graph_session.h"

#include <QtCore/QFileInfo>

#include <algorithm>

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

DocumentFile::DocumentFile(GraphSession &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
    connect(&session, &GraphSession::documentChanged, this, [this] {
        m_path.clear();
        m_opened = m_session.document();
        Q_EMIT changed();
    });
    connect(&session.undoStack(), &QUndoStack::cleanChanged, this, &DocumentFile::changed);
}

QString DocumentFile::name() const
{
    if (!m_path.isEmpty())
        return QFileInfo(m_path).completeBaseName();
    const QString &title = m_session.document().title;
    return title.isEmpty() ? tr("Untitled") : title;
}

bool DocumentFile::isModified() const
{
    return !m_session.undoStack().isClean();
}

bool DocumentFile::isWorthKeeping() const
{
    if (!isModified())
        return false;
    if (!m_path.isEmpty())
        return true;
    const GraphDocument &now = m_session.document();
    // A fault may take a group's place; what else is there was there before.
    const auto wasThere = [this](const DocumentNode &node) { return m_opened.node(node.id) != nullptr; };
    return faultyNode(now) ? !std::ranges::all_of(now.nodes, wasThere) : !haveOneSkeleton(now, m_opened);
}

void DocumentFile::setPath(const QString &path)
{
    m_path = path;
    Q_EMIT changed();
}

void DocumentFile::setRecovered(const QString &path)
{
    m_opened = {}; // nothing of it is saved
    m_session.undoStack().resetClean();
    setPath(path);
}

void DocumentFile::save(const QString &path)
{
    saveDocument(path, m_session.snapshot());
    m_path = path;
    m_session.undoStack().setClean();
    Q_EMIT changed();
}

} // namespace chainrule
