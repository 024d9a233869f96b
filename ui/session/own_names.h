// SPDX-License-Identifier: GPL-3.0-or-later
// The letters of an operation's formulas and sentences, and what they are called in this graph: x is apple there.
#pragma once

#include "ui/session/visible_graph.h"

#include <QtCore/QHash>
#include <QtCore/QStringList>

namespace chainrule {

class GraphSession;
struct OpText;

class OwnNames final
{
public:
    // Of a visible node that lacks nothing.
    OwnNames(const GraphSession &session, const VisibleNode &node, const OpText &text);

    QString own() const { return m_own; }
    QString input(qsizetype which) const { return m_inputs.value(which); }
    const QHash<QString, QString> &byLetter() const { return m_names; }
    // Letters that stand alone, or after a number: "2x".
    QString inSentence(const QString &sentence) const;

private:
    void add(const QString &letter, const QString &name);

    QString m_own;
    QStringList m_inputs;
    QHash<QString, QString> m_names;
};

} // namespace chainrule
