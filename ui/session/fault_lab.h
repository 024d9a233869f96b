// SPDX-License-Identifier: GPL-3.0-or-later
// Puts a learner's mistake into a session's graph, undoably, and takes it out again. Knows whether it is to be guessed.
#pragma once

#include "document/fault_document.h"

#include <QtCore/QObject>

namespace chainrule {

class GraphSession;

class FaultLab final : public QObject
{
    Q_OBJECT

public:
    explicit FaultLab(GraphSession &session, QObject *parent = nullptr);

    // What can be tried in the graph as it is when it is right.
    QList<FaultChoice> choices() const;
    // The id of the node that makes a mistake, and the mistake; empty when there is none.
    QString culprit() const;
    QString fault() const;
    // Whether the mistake changes any gradient with the numbers as they are.
    bool makesDifference() const;
    // The mistake is to be found: whoever shows anything does not name it.
    bool isHidden() const;

    // In place of the one there is.
    void put(const QString &place, const QString &fault);
    // Any that fits and makes a difference, hidden until it is found. False when none does.
    bool surprise();
    // Somebody accuses this node or group; true, and no longer hidden, when it is the one.
    bool accuse(const QString &node);
    void reveal();
    void repair();

Q_SIGNALS:
    void changed();

private:
    GraphDocument repaired() const;
    void apply(const QString &place, const QString &fault, bool hidden);
    void follow();

    GraphSession &m_session; // each of its graphs keeps its own mistake
};

} // namespace chainrule
