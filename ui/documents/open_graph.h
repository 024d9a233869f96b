// SPDX-License-Identifier: GPL-3.0-or-later
// One of the graphs that are open: its file, if it has one, and whether anything of it would be lost.
#pragma once

#include "ui/documents/file_claim.h"
#include "ui/session/graph_state.h"

#include <QtCore/QCoreApplication>

namespace chainrule {

class OpenGraph final
{
    Q_DECLARE_TR_FUNCTIONS(OpenGraph)

public:
    OpenGraph(int number, std::shared_ptr<GraphState> state); // in no file: a demo, something new, a net of the training desk
    OpenGraph(int number, FileClaim file); // in this file, which is read when somebody wants it

    int number() const { return m_number; } // no other has it until the program ends
    QString key() const; // what the library calls it: its path, or something that is none
    const QString &path() const { return m_file.path(); }
    QString name() const; // what people call it: "shop", of shop.chainrule
    bool isRead() const { return m_state != nullptr; }
    const std::shared_ptr<GraphState> &state() const { return m_state; }
    const FileClaim &file() const { return m_file; }

    bool isModified() const; // since it was opened or saved
    // Whether something is lost without saving. Trying other numbers in a demo, folding and faults are play.
    bool isWorthKeeping() const;
    // Whether it stays when another one is shown.
    bool stays() const { return !path().isEmpty() || isWorthKeeping(); }
    // A person's own, also while there is nothing in it. All else is opened from somewhere again.
    bool isOwn() const { return stays() || m_begun; }

    // Something was done to it: it is looked at once, and not each time that somebody asks.
    void review();
    void read(); // its file. Throws StorageError; it is then as it was
    void setState(std::shared_ptr<GraphState> state); // in place of reading it
    void setBegun() { m_begun = true; } // by hand
    void setUnsaved(); // nothing of it is in a file
    // What its file was when it was last seen, where more than this start of the program is known of it.
    void setFingerprint(const QByteArray &fingerprint);
    // Saves it there, which is its file from now on. Throws StorageError; it is then modified as before.
    void save(const QString &path);

private:
    int m_number;
    bool m_begun = false;
    bool m_isOther = false; // than it was opened, but for what is play
    FileClaim m_file;
    std::shared_ptr<GraphState> m_state;
    GraphDocument m_opened; // as it was then
    bool m_predicted = false; // when it was opened or saved
};

} // namespace chainrule
