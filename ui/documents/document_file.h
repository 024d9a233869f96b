// SPDX-License-Identifier: GPL-3.0-or-later
// The file behind the diagram's document: which one it is, and whether it holds what is on screen.
#pragma once

#include "document/graph_document.h"

#include <QtCore/QObject>

namespace chainrule {

class GraphSession;

class DocumentFile final : public QObject
{
    Q_OBJECT

public:
    explicit DocumentFile(GraphSession &session, QObject *parent = nullptr);

    const QString &path() const { return m_path; } // empty: a demo, something new, a net of the training desk
    QString name() const; // what people call it: "shop", of shop.chainrule
    bool isModified() const; // since it was opened or saved
    // Whether something is lost without saving. Trying other numbers in a demo, folding and faults are play.
    bool isWorthKeeping() const;

    // A document that was opened belongs to no file until it is told which one.
    void setPath(const QString &path);
    // It was opened from what was kept of unsaved work on this file, which may be none.
    void setRecovered(const QString &path);
    // Saves it there, which is its file from now on. Throws StorageError; it is then modified as before.
    void save(const QString &path);

Q_SIGNALS:
    void changed(); // the file, or whether it is modified

private:
    GraphSession &m_session;
    QString m_path;
    GraphDocument m_opened; // as it was then
};

} // namespace chainrule
