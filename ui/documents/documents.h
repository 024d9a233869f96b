// SPDX-License-Identifier: GPL-3.0-or-later
// The File menu's part that deals with documents: new, open, close, save, and the question before unsaved work is lost.
#pragma once

#include "ui/documents/open_graphs.h"
#include "ui/documents/remembered_paths.h"

class QAction;
class QMenu;
class QWidget;

namespace chainrule {

class MessageBar;

// Knows the window only as what its dialogs belong to, and what files can be dropped on.
class Documents final : public QObject
{
    Q_OBJECT

public:
    Documents(GraphSession &session, MessageBar &message, QWidget &window);

    QList<QAction *> addTo(QMenu &menu); // returns those that act on what is shown
    OpenGraphs &graphs() const { return *m_graphs; }
    const RememberedPaths &recent() const { return *m_recent; }

    void openNew();
    // One that is open is shown as it is. What cannot be opened is told, and what was shown stays.
    bool open(const QString &path);
    bool choose(const QString &key); // of a graph that is open
    // New, and in no file yet.
    void openTyped(const GraphDocument &document);
    // With what was not saved of it in this file, or in none: in place of what the file has, beside other work on it. Not shown
    // yet.
    OpenGraph &takeBack(const GraphDocument &document, const QString &path, const QByteArray &fingerprint);
    bool save();
    // Asks when something would be lost. False when it stays.
    bool close(const QString &key);
    // Whether the program may end: all is saved, or nobody wants it.
    bool mayQuit();

Q_SIGNALS:
    void aboutToShow(); // what somebody asked for
    void aboutToSettle(); // what is saved, and what would be lost: what is still being typed belongs to it
    void nothingLeft(); // nothing is open any more: something else is to be shown

protected:
    bool eventFilter(QObject *watched, QEvent *event) override; // graphs that are dropped on the window

private:
    void chooseAndOpen();
    bool save(OpenGraph &graph);
    bool saveAs(OpenGraph &graph);
    bool saveTo(OpenGraph &graph, const QString &path);
    bool show(OpenGraph &graph);
    bool showNew(OpenGraph &graph);
    bool showHere(OpenGraph &graph);
    void showAnother(const OpenGraph &than);
    void fillRecent(QMenu &menu);

    MessageBar &m_message;
    QWidget &m_window;
    OpenGraphs *m_graphs;
    RememberedPaths *m_recent;
};

} // namespace chainrule
