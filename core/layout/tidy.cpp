// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/tidy.h"

#include "document/graph_place.h"
#include "layout/arrange.h"
#include "layout/dot_layout.h"

#include <QtCore/QProcess>
#include <QtCore/QStandardPaths>
#include <QtCore/QTimer>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace chainrule {

namespace {

constexpr qsizetype longestAnswer = 16 << 20; // bytes: some hundred for each node are usual

QPointF cornerOf(const GraphDocument &document)
{
    if (document.nodes.isEmpty())
        return {};
    QPointF corner = document.nodes.front().position;
    for (const DocumentNode &node : document.nodes)
        corner = { std::min(corner.x(), node.position.x()), std::min(corner.y(), node.position.y()) };
    return corner;
}

} // namespace

Tidy::Tidy(QString program, std::chrono::milliseconds limit, QObject *parent)
    : QObject(parent)
    , m_program(std::move(program))
    , m_patience(new QTimer(this))
    , m_soon(new QTimer(this))
{
    m_patience->setInterval(limit);
    for (QTimer *timer : { m_patience, m_soon }) {
        timer->setSingleShot(true);
        connect(timer, &QTimer::timeout, this, [this] { finish({}); });
    }
}

Tidy::~Tidy()
{
    cancel();
    for (QProcess *killed : findChildren<QProcess *>())
        killed->waitForFinished();
}

void Tidy::start(const GraphDocument &document)
{
    cancel();
    m_document = document;
    m_isRunning = true;
    const bool hasDot = !QStandardPaths::findExecutable(m_program).isEmpty();
    if (hasDot && document.nodes.size() <= mostForDot && !document.nodes.isEmpty())
        startDot();
    else
        m_soon->start();
}

void Tidy::startDot()
{
    m_dot = new QProcess(this);
    m_dot->setStandardErrorFile(QProcess::nullDevice());
    connect(m_dot, &QProcess::readyReadStandardOutput, this, &Tidy::read);
    connect(m_dot, &QProcess::errorOccurred, this, [this] { m_soon->start(); });
    connect(m_dot, &QProcess::finished, this, [this](int code, QProcess::ExitStatus status) {
        read();
        if (!m_isRunning)
            return;
        const bool isFine = code == 0 && status == QProcess::NormalExit;
        finish(isFine ? positionsFromDot(m_document, m_answer) : std::nullopt);
    });
    m_patience->start();
    m_dot->start(m_program, { u"-Tjson0"_s });
    m_dot->write(dotText(m_document));
    m_dot->closeWriteChannel();
}

void Tidy::read()
{
    if (!m_dot)
        return;
    m_answer += m_dot->readAllStandardOutput();
    if (m_answer.size() > longestAnswer)
        finish({});
}

void Tidy::cancel()
{
    m_isRunning = false;
    m_patience->stop();
    m_soon->stop();
    m_answer.clear();
    if (!m_dot)
        return;
    m_dot->disconnect(this);
    if (m_dot->state() == QProcess::NotRunning) {
        m_dot->deleteLater(); // it may be the one that calls
    } else {
        connect(m_dot, &QProcess::finished, m_dot, &QObject::deleteLater);
        m_dot->kill();
    }
    m_dot = nullptr;
}

void Tidy::finish(const std::optional<GraphDocument> &arrangedByDot)
{
    GraphDocument tidied = arrangedByDot.value_or(m_document);
    if (!arrangedByDot)
        tidied = arranged(m_document);
    const QPointF corner = edit::snapped(cornerOf(m_document) - cornerOf(tidied));
    for (DocumentNode &node : tidied.nodes)
        node.position += corner;
    tidied.placed = true;
    const GraphDocument document = m_document;
    cancel();
    Q_EMIT finished(document, tidied);
}

} // namespace chainrule
