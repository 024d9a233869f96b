// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/documents/recovery.h"

#include "files/document_io.h"
#include "files/storage_error.h"
#include "ui/documents/documents.h"
#include "ui/text/graph_files.h"
#include "ui/text/storage_words.h"

#include <QtCore/QDateTime>
#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QJsonObject>
#include <QtCore/QLocale>

#include <algorithm>
#include <optional>
#include <utility>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

const QString place = u"document"_s;
// Nothing is ever dropped for want of room: what nobody has answered for waits, and new work stands beside it.
constexpr int places = 1'000;
const QString recoveryField = u"recovery"_s; // what a kept document has besides: its file and its name
constexpr qsizetype mostNames = 3; // in a message
constexpr int pauseTime = 1'000; // ms
constexpr int longestTime = 30'000;

GraphDocument withOrigin(const OpenGraph &graph)
{
    GraphDocument document = snapshot(*graph.state());
    document.unknown[recoveryField] = QJsonObject{ { u"path"_s, graph.path() },
                                                   { u"name"_s, graph.name() },
                                                   { u"file"_s, QString::fromLatin1(graph.file().fingerprint().toHex()) } };
    return document;
}

QString nameIn(const GraphDocument &document)
{
    return document.unknown[recoveryField].toObject()[u"name"_s].toString(document.title);
}

void removeFile(const Shelf *shelf)
{
    if (shelf && !shelf->path().isEmpty())
        QFile::remove(shelf->path());
}

} // namespace

Recovery::Recovery(Documents &documents, MessageBar &message, QString folder)
    : QObject(&documents)
    , m_documents(documents)
    , m_message(message)
    , m_folder(std::move(folder))
{
    m_pause.setSingleShot(true);
    m_longest.setSingleShot(true);
    m_again.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &Recovery::keep);
    connect(&m_longest, &QTimer::timeout, this, &Recovery::keep);
    connect(&m_again, &QTimer::timeout, this, &Recovery::keepAgain);
    connect(&documents.graphs(), &OpenGraphs::changed, this, &Recovery::follow);
    connect(&m_writer, &FileWriter::written, this, [this] {
        m_toldFailure = false;
        keepNext();
    });
    connect(&m_writer, &FileWriter::failed, this, [this](const StorageError &error) {
        tellNotKept(words(error));
        setFailed(m_writing);
        keepNext();
    });
}

Recovery::~Recovery()
{
    m_writer.wait();
    for (const auto &[graph, kept] : m_kept)
        removeFile(kept.shelf.get());
}

// Only the graph that is shown changes; any may be saved or closed.
void Recovery::follow()
{
    const OpenGraphs &graphs = m_documents.graphs();
    std::vector<int> done;
    for (const auto &[number, kept] : m_kept)
        if (const OpenGraph *graph = graphs.find(number); !graph || !graph->isWorthKeeping())
            done.push_back(number);
    for (const int number : done)
        forget(number);
    if (!graphs.shown().isWorthKeeping())
        return;
    m_kept[graphs.shown().number()].isNew = true;
    m_pause.start(pauseTime);
    if (!m_longest.isActive())
        m_longest.start(longestTime);
}

// One at a time.
void Recovery::keep()
{
    const auto next = std::ranges::find_if(m_kept, [](const auto &each) { return each.second.isNew; });
    if (next == m_kept.end() || m_writer.busy())
        return;
    auto &[number, kept] = *next;
    if (!kept.shelf || kept.shelf->path().isEmpty()) // perhaps there is a place now
        kept.shelf = std::make_unique<Shelf>(m_folder, place, Shelf::Want::Empty, places);
    m_pause.stop();
    m_longest.stop();
    kept.isNew = false;
    if (kept.shelf->path().isEmpty()) {
        tellNotKept(tr("No file could be added to %1.").arg(QDir::toNativeSeparators(m_folder)));
        setFailed(number);
        return keepNext();
    }
    kept.failed = false;
    m_writing = number;
    m_writer.write(kept.shelf->path(),
                   [document = withOrigin(*m_documents.graphs().find(number))] { return toJson(document); });
}

// What changed while another file was written.
void Recovery::keepNext()
{
    if (std::ranges::any_of(m_kept, [](const auto &each) { return each.second.isNew; }))
        m_pause.start(pauseTime);
}

// Not at once: a disk that is full stays so for a while.
void Recovery::setFailed(int graph)
{
    const auto found = m_kept.find(graph);
    if (found == m_kept.end())
        return;
    found->second.failed = true;
    if (!m_again.isActive())
        m_again.start(longestTime);
}

void Recovery::keepAgain()
{
    for (auto &[number, kept] : m_kept)
        kept.isNew |= std::exchange(kept.failed, false);
    keepNext();
}

void Recovery::forget(int graph)
{
    m_writer.wait(); // it may be this one that is being written
    removeFile(m_kept[graph].shelf.get());
    m_kept.erase(graph);
}

void Recovery::tellNotKept(const QString &reason)
{
    if (!std::exchange(m_toldFailure, true))
        m_message.say(tr("Your work is not kept for the case of a crash. Save it yourself."), reason);
}

void Recovery::offer()
{
    std::vector<Found> unreadable;
    std::optional<StorageError> reason; // of the first of them
    for (int i = 0; i < places; ++i) {
        Found found{ std::make_unique<Shelf>(m_folder, place, Shelf::Want::Newest, places), {} };
        if (found.shelf->path().isEmpty())
            break;
        try {
            found.document = loadDocument(found.shelf->path());
            m_found.push_back(std::move(found));
        } catch (const StorageError &error) {
            reason = reason ? reason : error;
            unreadable.push_back(std::move(found)); // held, so that the next one comes
        }
    }
    if (!m_found.empty())
        return offerFound();
    if (unreadable.empty())
        return;
    m_found.push_back(std::move(unreadable.front()));
    m_message.say(tr("What was kept of unsaved work cannot be read."), words(*reason), { wayToThrowAway() });
}

void Recovery::offerFound()
{
    const auto count = int(m_found.size());
    QStringList names;
    for (const Found &found : m_found)
        names.append(tr("“%1”").arg(briefName(nameIn(found.document))));
    const QString time = QLocale().toString(QFileInfo(m_found.front().shelf->path()).lastModified(), QLocale::ShortFormat);
    const bool one = count == 1;
    const bool all = count <= mostNames;
    const QString list = QLocale().createSeparatedList(names.mid(0, mostNames));
    const QString what = one ? tr("%1 was not saved when Chainrule ended.").arg(list)
        : all                ? tr("%1 were not saved when Chainrule ended.").arg(list)
                             : tr("%n graphs were not saved when Chainrule ended, among them %1.", nullptr, count).arg(list);
    m_message.say(
        what, one ? tr("It was kept as it was on %1.").arg(time) : tr("They were kept as they were until %1.").arg(time),
        { { one ? tr("Go on with it") : tr("Go on with them"), u"recover"_s, [this] { restore(); } }, wayToThrowAway() });
}

MessageBar::Action Recovery::wayToThrowAway()
{
    return { tr("Throw away"), u"throwAway"_s, [this] { throwAway(); } };
}

// The newest of them is shown, and stands first in the library.
void Recovery::restore()
{
    int newest = 0;
    while (!m_found.empty()) {
        Found found = std::move(m_found.back());
        m_found.pop_back();
        const QJsonObject origin = found.document.unknown.take(recoveryField).toObject();
        newest = m_documents
                     .takeBack(found.document, origin[u"path"_s].toString(),
                               QByteArray::fromHex(origin[u"file"_s].toString().toLatin1()))
                     .number();
        m_kept[newest] = { std::move(found.shelf), false, false };
    }
    m_documents.choose(m_documents.graphs().find(newest)->key());
}

void Recovery::throwAway()
{
    for (const Found &found : m_found)
        removeFile(found.shelf.get());
    m_found.clear();
}

} // namespace chainrule
