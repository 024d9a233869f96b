// SPDX-License-Identifier: GPL-3.0-or-later
// Finds better positions for a graph: graphviz's dot, as a process, where it is installed; else plain ranks.
#pragma once

#include "document/graph_document.h"

#include <QtCore/QObject>

#include <chrono>

class QProcess;
class QTimer;

namespace chainrule {

using namespace Qt::StringLiterals;

// Lives in one thread and never blocks it for long. dot is given up when it takes too long, fails or says nonsense.
class Tidy final : public QObject
{
    Q_OBJECT

public:
    static constexpr int mostForDot = 1500; // nodes: it takes minutes for many

    explicit Tidy(QObject *parent = nullptr)
        : Tidy(u"dot"_s, std::chrono::seconds(5), parent)
    {
    }
    // Another program, by name or path.
    Tidy(QString program, std::chrono::milliseconds limit, QObject *parent = nullptr);
    ~Tidy() override;

    // Ends what is under way, without a word, and begins anew.
    void start(const GraphDocument &document);
    void cancel();
    bool isRunning() const { return m_isRunning; }

Q_SIGNALS:
    // Later than start() returns. `tidied` is `document` with other positions and `placed`, its corner where it was. Whoever
    // has another document by now has no use for it.
    void finished(const GraphDocument &document, const GraphDocument &tidied);

private:
    void startDot();
    void read();
    void finish(const std::optional<GraphDocument> &arrangedByDot);

    QString m_program;
    GraphDocument m_document;
    bool m_isRunning = false;
    QProcess *m_dot = nullptr;
    QByteArray m_answer;
    QTimer *m_patience;
    QTimer *m_soon; // for plain ranks
};

} // namespace chainrule
