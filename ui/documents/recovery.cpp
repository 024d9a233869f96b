// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/documents/recovery.h"

#include "files/document_io.h"
#include "files/storage_error.h"
#include "ui/documents/documents.h"
#include "ui/session/graph_session.h"
#include "ui/text/storage_words.h"
#include "ui/widgets/message_bar.h"

#include <QtCore/QDateTime>
#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QJsonObject>
#include <QtCore/QLocale>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

const QString place = u"document"_s;
// Nothing is ever dropped for want of room: what nobody has answered for waits, and new work stands beside it.
constexpr int places = 1'000;
const QString recoveryField = u"recovery"_s; // what a kept document has besides: its file and its name
constexpr int pauseTime = 1'000; // ms
constexpr int longestTime = 30'000;

GraphDocument withOrigin(GraphDocument document, const DocumentFile &file)
{
    document.unknown[recoveryField] = QJsonObject{ { u"path"_s, file.path() }, { u"name"_s, file.name() } };
    return document;
}

} // namespace

Recovery::Recovery(GraphSession &session, Documents &documents, MessageBar &message, const QString &folder)
    : QObject(&documents)
    , m_session(session)
    , m_documents(documents)
    , m_message(message)
    , m_folder(folder)
    , m_own(std::make_unique<Shelf>(folder, place, Shelf::Want::Empty, places))
{
    m_pause.setSingleShot(true);
    m_longest.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &Recovery::keep);
    connect(&m_longest, &QTimer::timeout, this, &Recovery::keep);
    connect(&session.undoStack(), &QUndoStack::indexChanged, this, &Recovery::follow);
    connect(&documents.file(), &DocumentFile::changed, this, &Recovery::follow);
    connect(&m_writer, &FileWriter::written, this, &Recovery::written);
    connect(&m_writer, &FileWriter::failed, this, &Recovery::failed);
}

Recovery::~Recovery()
{
    m_kept = false;
    m_writer.wait();
    if (!m_own->path().isEmpty())
        QFile::remove(m_own->path());
}

void Recovery::follow()
{
    if (!m_documents.file().isWorthKeeping())
        return forget();
    m_pause.start(pauseTime);
    if (!m_longest.isActive())
        m_longest.start(longestTime);
}

void Recovery::keep()
{
    if (!m_documents.file().isWorthKeeping())
        return;
    if (m_own->path().isEmpty()) // perhaps there is a place now
        m_own = std::make_unique<Shelf>(m_folder, place, Shelf::Want::Empty, places);
    if (m_own->path().isEmpty())
        return tellNotKept(tr("No file could be added to %1.").arg(QDir::toNativeSeparators(m_folder)));
    if (m_writer.busy())
        return m_pause.start(pauseTime);
    m_pause.stop();
    m_longest.stop();
    m_kept = true;
    m_writer.write(m_own->path(),
                   [document = withOrigin(m_session.snapshot(), m_documents.file())] { return toJson(document); });
}

void Recovery::forget()
{
    m_pause.stop();
    m_longest.stop();
    if (std::exchange(m_kept, false) && !m_writer.busy())
        QFile::remove(m_own->path());
    if (std::exchange(m_restored, false))
        throwAway();
}

void Recovery::written()
{
    m_toldFailure = false;
    if (!m_kept)
        QFile::remove(m_own->path()); // it was saved or left in the meantime
    if (std::exchange(m_restored, false))
        throwAway();
}

void Recovery::failed(const StorageError &error)
{
    tellNotKept(words(error));
}

void Recovery::tellNotKept(const QString &reason)
{
    if (!std::exchange(m_toldFailure, true))
        m_message.say(tr("Your work is not kept for the case of a crash. Save it yourself."), reason);
}

void Recovery::offer()
{
    m_found = std::make_unique<Shelf>(m_folder, place, Shelf::Want::Newest, places);
    if (m_found->path().isEmpty())
        return;
    const MessageBar::Action away{ tr("Throw away"), u"throwAway"_s, [this] { throwAway(); } };
    try {
        const GraphDocument document = loadDocument(m_found->path());
        const QString name = document.unknown[recoveryField].toObject()[u"name"_s].toString();
        const QString time = QLocale().toString(QFileInfo(m_found->path()).lastModified(), QLocale::ShortFormat);
        m_message.say(tr("“%1” was not saved when Chainrule ended.").arg(name), tr("It was kept as it was on %1.").arg(time),
                      { { tr("Go on with it"), u"recover"_s, [this, document] { restore(document); } }, away });
    } catch (const StorageError &error) {
        m_message.say(tr("What was kept of unsaved work cannot be read."), words(error), { away });
    }
}

void Recovery::restore(const GraphDocument &document)
{
    GraphDocument plain = document;
    const QJsonObject origin = plain.unknown.take(recoveryField).toObject();
    // Else it stays, and is offered at the next start.
    m_restored = m_documents.openRecovered(plain, origin[u"path"_s].toString());
}

void Recovery::throwAway()
{
    if (m_found)
        QFile::remove(m_found->path());
    m_found.reset();
}

} // namespace chainrule
