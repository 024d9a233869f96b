// SPDX-License-Identifier: GPL-3.0-or-later
// Keeps unsaved work while it is done, and offers it at the next start when the program did not end as it should.
#pragma once

#include "document/graph_document.h"
#include "ui/keeping/file_writer.h"
#include "ui/keeping/shelf.h"
#include "ui/widgets/message_bar.h"

#include <QtCore/QTimer>

#include <map>
#include <vector>

namespace chainrule {

class Documents;

// Every graph that is open, in a file of its own: a moment after each change, and every half minute of work without a pause.
// What is saved or closed on purpose is not kept.
class Recovery final : public QObject
{
    Q_OBJECT

public:
    Recovery(Documents &documents, MessageBar &message, QString folder);
    ~Recovery() override; // the program ends as it should: what was not saved is not wanted

    // Says so when there is something of last time.
    void offer();

private:
    struct Kept
    {
        std::unique_ptr<Shelf> shelf;
        bool isNew = true; // there is more than what is in its file
        bool failed = false; // to be written; it is tried again
    };
    struct Found // of last time, until somebody has decided
    {
        std::unique_ptr<Shelf> shelf;
        GraphDocument document;
    };

    void follow();
    void keep();
    void keepNext();
    void keepAgain();
    void setFailed(int graph);
    void forget(int graph);
    void tellNotKept(const QString &reason);
    void offerFound();
    MessageBar::Action wayToThrowAway();
    void restore();
    void throwAway();

    Documents &m_documents;
    MessageBar &m_message;
    QString m_folder;
    std::map<int, Kept> m_kept; // by the graphs' numbers
    std::vector<Found> m_found; // the newest first
    QTimer m_pause; // of the person
    QTimer m_longest;
    QTimer m_again; // what failed is tried
    int m_writing = 0; // the graph whose file is being written
    bool m_toldFailure = false;
    FileWriter m_writer;
};

} // namespace chainrule
