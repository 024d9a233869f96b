// SPDX-License-Identifier: GPL-3.0-or-later
// Keeps unsaved work while it is done, and offers it at the next start when the program did not end as it should.
#pragma once

#include "document/graph_document.h"
#include "files/storage_error.h"
#include "ui/keeping/file_writer.h"
#include "ui/keeping/shelf.h"

#include <QtCore/QTimer>

namespace chainrule {

class Documents;
class GraphSession;
class MessageBar;

// A moment after each change, and every half minute of work without a pause. What is saved or left on purpose is not kept.
class Recovery final : public QObject
{
    Q_OBJECT

public:
    Recovery(GraphSession &session, Documents &documents, MessageBar &message, const QString &folder);
    ~Recovery() override; // the program ends as it should: what was not saved is not wanted

    // Says so when there is something of last time.
    void offer();

private:
    void follow();
    void keep();
    void forget();
    void written();
    void failed(const StorageError &error);
    void tellNotKept(const QString &reason);
    void restore(const GraphDocument &document);
    void throwAway();

    GraphSession &m_session;
    Documents &m_documents;
    MessageBar &m_message;
    QString m_folder;
    std::unique_ptr<Shelf> m_own;
    std::unique_ptr<Shelf> m_found; // of last time, until somebody has decided
    QTimer m_pause; // of the person
    QTimer m_longest;
    bool m_kept = false; // there is a file, or there will be
    bool m_restored = false; // m_found is not needed once this window has kept the same
    bool m_toldFailure = false;
    FileWriter m_writer;
};

} // namespace chainrule
