// SPDX-License-Identifier: GPL-3.0-or-later
// The File menu's part that deals with documents: new, open, save, and the question before unsaved work is left.
#pragma once

#include "document/graph_document.h"
#include "ui/documents/document_file.h"
#include "ui/documents/recent_files.h"

#include <functional>

class QMenu;
class QWidget;

namespace chainrule {

class MessageBar;

// Knows the window only as what its dialogs belong to, and what files can be dropped on.
class Documents final : public QObject
{
    Q_OBJECT

public:
    // `show` opens a document in the diagram.
    using Show = std::function<void(const GraphDocument &)>;
    Documents(GraphSession &session, MessageBar &message, Show show, QWidget &window);

    QList<QAction *> addTo(QMenu &menu); // returns those that save
    const DocumentFile &file() const { return *m_file; }
    const RecentFiles &recent() const { return *m_recent; }

    void openNew();
    // What cannot be opened is told, and what was open stays.
    bool open(const QString &path);
    // Work that was not saved when the program ended, on a file or none.
    bool openRecovered(const GraphDocument &document, const QString &path);
    bool save();
    // Whether what is open may be left: it is saved, or nobody wants it.
    bool mayLeave();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override; // graphs that are dropped on the window

private:
    void chooseAndOpen();
    bool saveAs();
    bool saveTo(const QString &path);
    bool show(const GraphDocument &document, const QString &path);
    void fillRecent(QMenu &menu);

    MessageBar &m_message;
    Show m_show;
    QWidget &m_window;
    DocumentFile *m_file;
    RecentFiles *m_recent;
};

} // namespace chainrule
